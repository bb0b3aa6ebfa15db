package org.penglai.crm.security.internal.password;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.security.internal.user.Account;
import org.penglai.crm.security.internal.user.Accounts;
import org.penglai.crm.security.internal.user.Usernames;
import org.penglai.crm.security.spi.Directory;

/**
 * Whether name and password belong together: by the own database, then by the directories outside. Immediate, so that
 * failures stay counted in between uses. Safe for any thread.
 */
@Component(service = PasswordCheck.class, immediate = true)
public final class PasswordCheck {
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Journal journal;
    private final PasswordHashing hashing;
    private final Accounts accounts;
    private final GuessLimit guesses;
    private final ObjectMapper json = new ObjectMapper();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Directory> directories = List.of();

    @Activate
    public PasswordCheck(@Reference Database database, @Reference Journal journal, @Reference PasswordHashing hashing) {
        this(database, journal, hashing, Clock.systemUTC());
    }

    private PasswordCheck(Database database, Journal journal, PasswordHashing hashing, Clock clock) {
        this.journal = journal;
        this.hashing = hashing;
        this.accounts = new Accounts(database);
        this.guesses = new GuessLimit(clock);
    }

    /** Without a container. */
    public static PasswordCheck with(
            Database database, Journal journal, PasswordHashing hashing, Clock clock, Directory... directories) {
        PasswordCheck check = new PasswordCheck(database, journal, hashing, clock);
        check.directories = List.of(directories);
        return check;
    }

    /**
     * The user who signs in.
     *
     * @throws Unauthenticated if name or password is wrong, or the user is not active
     * @throws org.penglai.crm.api.error.TooMany after too many failures for that name or address
     * @throws Unavailable if only a directory that is down could tell
     */
    public Account signIn(String username, char[] password, String address) {
        String normal = Usernames.normalise(username);
        guesses.check(normal, address);
        Optional<Account> known = Usernames.objection(normal).isPresent() ? Optional.empty() : accounts.find(normal);
        Found found = find(normal, known, password, address);
        if (found.account() != null) {
            return found.account();
        }
        if (found.down()) {
            throw new Unavailable(
                    "directoryDown",
                    Localized.of(
                            "目录服务暂时无法连接，目录账号请稍后再试；本地账号不受影响。",
                            "The directory cannot be reached; its users please try again later. Local users are not"
                                    + " concerned."),
                    LATER);
        }
        journal.note(new Journal.Entry(
                "session",
                known.map(Account::id).orElse(0L),
                0,
                "signInFailed",
                known.map(Account::id).orElse(0L),
                json.createObjectNode().put("address", address).toString()));
        throw new Unauthenticated(
                "badCredentials", Localized.of("用户名或密码错误。", "The username or the password is wrong."));
    }

    /**
     * Makes sure that it is the caller who sits there.
     *
     * @param field to blame
     * @throws Invalid if the password is wrong
     * @throws org.penglai.crm.api.error.TooMany after too many failures
     */
    public void confirm(Caller caller, char[] password, String field, String address) {
        String username = caller.username();
        guesses.check(username, address);
        Optional<Account> known = accounts.find(caller.userId());
        Found found = find(username, known, password, address);
        if (found.account() == null || found.account().id() != caller.userId()) {
            throw new Invalid(Violation.of(field, "wrong", "当前密码错误。", "The current password is wrong."));
        }
    }

    private Found find(String username, Optional<Account> known, char[] password, String address) {
        List<Directory> asked = directories;
        String encoded = known.filter(Account::isActive)
                .filter(account -> asked.stream().allMatch(directory -> directory.admitsLocal(username)))
                .flatMap(account -> accounts.credential(account.id()))
                .orElse(null);
        boolean alone = asked.isEmpty();
        boolean right = hashing.matches(
                password,
                encoded,
                () -> guesses.check(username, address),
                matches -> count(matches, alone, username, address));
        if (right) {
            return new Found(known.orElseThrow(), false);
        }
        boolean down = false;
        for (Directory directory : asked) {
            Directory.Answer answer = directory.authenticate(username, password);
            down |= answer.verdict() == Directory.Verdict.DOWN;
            if (answer.verdict() == Directory.Verdict.ACCEPTED) {
                guesses.succeeded(username);
                return new Found(
                        accounts.find(answer.userId()).filter(Account::isActive).orElse(null), false);
            }
        }
        if (!alone && !down) {
            guesses.failed(username, address);
        }
        return new Found(null, down);
    }

    /** What a directory is yet to be asked about is no failure. */
    private void count(boolean matches, boolean alone, String username, String address) {
        if (matches) {
            guesses.succeeded(username);
        } else if (alone) {
            guesses.failed(username, address);
        }
    }

    /** @param account null if nobody was found */
    private record Found(Account account, boolean down) {}
}
