package org.penglai.crm.security.internal.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.InstanceIdentity;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.password.PasswordHashing;
import org.penglai.crm.security.internal.token.TokenStore;
import org.penglai.crm.security.internal.user.Account;
import org.penglai.crm.security.internal.user.Accounts;
import org.penglai.crm.security.internal.user.FirstAdministrator;
import org.penglai.crm.security.internal.user.Usernames;
import org.penglai.crm.security.spi.SignIn;
import org.penglai.crm.security.spi.Users;

/** Signing in by name and password against the own database. Immediate, so that failures stay counted in between uses. */
@Component(immediate = true)
public final class LocalSignIn implements SignIn {
    private static final String AREA = "session";

    private final Transactions transactions;
    private final Journal journal;
    private final PasswordHashing hashing;
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final InstanceIdentity instance;
    private final Users users;
    private final Accounts accounts;
    private final GuessLimit guesses;
    private final ObjectMapper json = new ObjectMapper();

    /** @param administrator so that nobody is asked to sign in before somebody can */
    @Activate
    public LocalSignIn(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Journal journal,
            @Reference PasswordHashing hashing,
            @Reference SessionStore sessions,
            @Reference TokenStore tokens,
            @Reference InstanceIdentity instance,
            @Reference Users users,
            @Reference FirstAdministrator administrator) {
        this(database, transactions, journal, hashing, sessions, tokens, instance, users, Clock.systemUTC());
    }

    LocalSignIn(
            Database database,
            Transactions transactions,
            Journal journal,
            PasswordHashing hashing,
            SessionStore sessions,
            TokenStore tokens,
            InstanceIdentity instance,
            Users users,
            Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.hashing = hashing;
        this.sessions = sessions;
        this.tokens = tokens;
        this.instance = instance;
        this.users = users;
        this.accounts = new Accounts(database);
        this.guesses = new GuessLimit(clock);
    }

    @Override
    public Session open(String username, char[] password, String address) {
        String normal = Usernames.normalise(username);
        guesses.check(normal, address);
        Optional<Account> known = Usernames.objection(normal).isPresent() ? Optional.empty() : accounts.find(normal);
        String encoded = known.filter(Account::isActive)
                .flatMap(account -> accounts.credential(account.id()))
                .orElse(null);
        boolean right = hashing.matches(
                password, encoded, () -> guesses.check(normal, address), matches -> count(matches, normal, address));
        if (!right) {
            journal.note(entry("signInFailed", known.map(Account::id).orElse(0L), address));
            throw new Unauthenticated(
                    "badCredentials", Localized.of("用户名或密码错误。", "The username or the password is wrong."));
        }
        return open(known.orElseThrow(), address);
    }

    @Override
    public Optional<Session> session(String secret) {
        return sessions.find(Secrets.hash(secret))
                .map(found -> new Session(secret, found.csrfToken(), found.caller(), found.expiresAt()));
    }

    @Override
    public Optional<Caller> token(String secret) {
        return tokens.find(Secrets.hash(secret));
    }

    @Override
    public Session changePassword(Caller caller, char[] current, char[] next, String address) {
        String username = caller.username();
        guesses.check(username, address);
        String encoded = accounts.credential(caller.userId()).orElse(null);
        boolean right = hashing.matches(
                current, encoded, () -> guesses.check(username, address), matches -> count(matches, username, address));
        if (!right) {
            throw new Invalid(Violation.of("currentPassword", "wrong", "当前密码错误。", "The current password is wrong."));
        }
        users.password(username, next);
        return open(accounts.find(username).orElseThrow(), address);
    }

    @Override
    public void close(String secret) {
        String hash = Secrets.hash(secret);
        Optional<RecognisedSession> known = sessions.find(hash);
        transactions.run(transaction -> {
            if (sessions.close(transaction, hash) && known.isPresent()) {
                journal.note(entry("signedOut", known.get().caller().userId(), null));
            }
            return null;
        });
    }

    @Override
    public String instanceId() {
        return instance.id();
    }

    private Session open(Account account, String address) {
        String secret = transactions.run(transaction -> {
            journal.note(entry("signedIn", account.id(), address));
            return sessions.create(transaction, account, address);
        });
        return session(secret)
                .orElseThrow(() -> new Unauthenticated(
                        "badCredentials", Localized.of("账号已停用。", "The account has just been disabled.")));
    }

    private void count(boolean matches, String username, String address) {
        if (matches) {
            guesses.succeeded(username);
        } else {
            guesses.failed(username, address);
        }
    }

    /** Never tells what was typed as a name: people type passwords there. */
    private Journal.Entry entry(String operation, long userId, String address) {
        ObjectNode changes = json.createObjectNode();
        if (address != null) {
            changes.put("address", address);
        }
        return new Journal.Entry(AREA, userId, 0, operation, userId, changes.isEmpty() ? null : changes.toString());
    }
}
