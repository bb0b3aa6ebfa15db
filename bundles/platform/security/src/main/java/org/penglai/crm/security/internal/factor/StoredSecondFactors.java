package org.penglai.crm.security.internal.factor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.internal.password.PasswordCheck;
import org.penglai.crm.security.internal.session.SessionEnds;
import org.penglai.crm.security.internal.user.Account;
import org.penglai.crm.security.internal.user.Accounts;
import org.penglai.crm.security.spi.SecondFactors;
import org.penglai.crm.vault.spi.PersonKeys;

/** Second factors as the tables have them. Immediate, so that failures stay counted in between uses. */
@Component(
        service = {SecondFactors.class, StoredSecondFactors.class},
        immediate = true)
public final class StoredSecondFactors implements SecondFactors {
    private static final String AREA = "session";
    private static final String USERS = "users";
    private static final String CONTEXT = "secondFactor";
    private static final String PASSWORD = "password";
    private static final String ISSUER = "Penglai CRM";
    /** What RFC 4226 recommends. */
    private static final int SECRET_BYTES = 20;

    private final Database database;
    private final Transactions transactions;
    private final Journal journal;
    private final PasswordCheck passwords;
    private final SessionEnds sessions;
    private final PersonKeys keys;
    private final Clock clock;
    private final Accounts accounts;
    private final CodeLimit limit;
    private final Secrets secrets = new Secrets();
    private final SecureRandom random = new SecureRandom();

    /** @param migrated only there when the tables are */
    @Activate
    public StoredSecondFactors(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Journal journal,
            @Reference PasswordCheck passwords,
            @Reference SessionEnds sessions,
            @Reference PersonKeys keys,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated) {
        this(database, transactions, journal, passwords, sessions, keys, Clock.systemUTC());
    }

    private StoredSecondFactors(
            Database database,
            Transactions transactions,
            Journal journal,
            PasswordCheck passwords,
            SessionEnds sessions,
            PersonKeys keys,
            Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.journal = journal;
        this.passwords = passwords;
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
        this.accounts = new Accounts(database);
        this.limit = new CodeLimit(clock);
    }

    /** Without a container. */
    public static StoredSecondFactors with(
            Database database,
            Transactions transactions,
            Journal journal,
            PasswordCheck passwords,
            SessionEnds sessions,
            PersonKeys keys,
            Clock clock) {
        return new StoredSecondFactors(database, transactions, journal, passwords, sessions, keys, clock);
    }

    /**
     * Lets somebody pass whose password was right.
     *
     * @param code null if none was typed
     * @return recovery codes, if the code has just put a second factor to use
     * @throws Unauthenticated telling what is missing
     * @throws org.penglai.crm.api.error.TooMany after too many wrong codes
     */
    public List<String> pass(Account account, String code) {
        Optional<FactorRows.Row> row = database.read(sql -> FactorRows.find(sql, account.id()));
        boolean given = code != null && !code.isBlank();
        if (row.isEmpty() || !row.get().isConfirmed()) {
            if (!database.read(sql -> FactorRows.isRequired(sql, account.id()))) {
                return List.of();
            }
            if (row.isEmpty() || !given) {
                throw new Unauthenticated(
                        "secondFactorEnrolment",
                        Localized.of("您的角色要求两步验证，请先设置。", "Your role demands a second factor; set it up first."));
            }
            if (!isRight(account.id(), row.get(), code)) {
                throw refused(account);
            }
            return putToUse(account.id());
        }
        if (!given) {
            throw new Unauthenticated(
                    "secondFactorRequired", Localized.of("请输入验证码。", "Enter the code of your authenticator app."));
        }
        if (!isRight(account.id(), row.get(), code)) {
            throw refused(account);
        }
        return List.of();
    }

    @Override
    public State state(Caller caller) {
        return database.read(sql -> new State(
                FactorRows.find(sql, caller.userId())
                        .map(row -> Timestamps.instant(row.confirmedAt()))
                        .orElse(null),
                FactorRows.isRequired(sql, caller.userId()),
                FactorRows.codes(sql, caller.userId())));
    }

    @Override
    public Enrolment start(Caller caller, char[] password, String address) {
        passwords.confirm(caller, password, PASSWORD, address);
        if (state(caller).isEnabled()) {
            throw new Invalid(Violation.of("", "alreadyEnabled", "两步验证已启用。", "There is a second factor already."));
        }
        return draw(caller.userId(), caller.username());
    }

    @Override
    public Enrolment start(String username, char[] password, String address) {
        Account account = passwords.signIn(username, password, address);
        boolean open = database.read(sql -> FactorRows.isRequired(sql, account.id())
                && FactorRows.find(sql, account.id())
                        .filter(FactorRows.Row::isConfirmed)
                        .isEmpty());
        if (!open) {
            throw new Unauthenticated(
                    "noEnrolment", Localized.of("登录时无需设置两步验证。", "There is nothing to set up at sign-in."));
        }
        return draw(account.id(), account.username());
    }

    @Override
    public List<String> confirm(Caller caller, String code, String address) {
        FactorRows.Row row = database.read(sql -> FactorRows.find(sql, caller.userId()))
                .filter(found -> !found.isConfirmed())
                .orElseThrow(() ->
                        new Invalid(Violation.of("code", "notStarted", "请重新开始设置。", "Start setting it up once more.")));
        if (!isRight(caller.userId(), row, code)) {
            throw new Invalid(Violation.of("code", "wrong", "验证码错误或已使用。", "The code is wrong or used."));
        }
        return putToUse(caller.userId());
    }

    @Override
    public List<String> renewRecoveryCodes(Caller caller, char[] password, String address) {
        passwords.confirm(caller, password, PASSWORD, address);
        if (!state(caller).isEnabled()) {
            throw new Invalid(Violation.of("", "notEnabled", "尚未启用两步验证。", "There is no second factor."));
        }
        List<String> codes = RecoveryCodes.draw(secrets);
        transactions.run(transaction -> {
            FactorRows.replaceCodes(transaction.sql(), caller.userId(), codes);
            note("recoveryCodesRenewed", caller.userId(), caller.userId());
            return null;
        });
        return codes;
    }

    @Override
    public void disable(Caller caller, char[] password, String address) {
        passwords.confirm(caller, password, PASSWORD, address);
        transactions.run(transaction -> {
            if (FactorRows.isRequired(transaction.sql(), caller.userId())) {
                throw new Forbidden(
                        "secondFactorRequired",
                        Localized.of("您的角色要求两步验证，不能关闭。", "Your role demands a second factor; it stays."));
            }
            remove(transaction, "secondFactorDisabled", caller.userId(), caller.userId());
            return null;
        });
    }

    @Override
    public void reset(Caller caller, long userId) {
        Account account = accounts.find(userId)
                .orElseThrow(() -> new NotFound("unknownUser", Localized.of("没有该用户。", "There is no such user.")));
        if (!caller.may("users:resetSecondFactor")
                || !accounts.caller(account).permissions().stream().allMatch(caller::may)) {
            throw new Forbidden(
                    "missingPermission",
                    Localized.of("您没有权限重置该用户的两步验证。", "You may not reset this user's second factor."));
        }
        transactions.run(transaction -> {
            remove(transaction, "secondFactorReset", userId, caller.userId());
            sessions.all(transaction, userId);
            return null;
        });
    }

    private void remove(Transaction transaction, String operation, long user, long by) {
        if (FactorRows.delete(transaction.sql(), user)) {
            note(operation, user, by);
        }
    }

    private Enrolment draw(long user, String username) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String sealed = Base64.getEncoder().encodeToString(keys.seal(USERS, user, secret, CONTEXT));
        transactions.run(transaction -> {
            FactorRows.delete(transaction.sql(), user);
            FactorRows.insert(transaction.sql(), user, sealed, Timestamps.now(clock));
            return null;
        });
        String text = Base32.encode(secret);
        String label = encoded(ISSUER + ":" + username);
        return new Enrolment(
                text,
                "otpauth://totp/" + label + "?secret=" + text + "&issuer=" + encoded(ISSUER) + "&digits=" + Totp.DIGITS
                        + "&period=30");
    }

    private List<String> putToUse(long user) {
        List<String> codes = RecoveryCodes.draw(secrets);
        transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            FactorRows.confirm(sql, user, Timestamps.now(clock));
            FactorRows.replaceCodes(sql, user, codes);
            note("secondFactorEnabled", user, user);
            return null;
        });
        return codes;
    }

    /** Uses the code up if it is right. Counted before it is looked at, so that parallel guesses are no more. */
    private boolean isRight(long user, FactorRows.Row row, String code) {
        limit.take(user);
        byte[] secret = keys.open(USERS, user, Base64.getDecoder().decode(row.secret()), CONTEXT)
                .orElseThrow(() -> new Unavailable(
                        "secondFactorKey",
                        Localized.of(
                                "该用户的两步验证密钥已销毁，请联系管理员重置。",
                                "The key of this second factor was destroyed; ask an administrator to reset it."),
                        Duration.ofMinutes(1)));
        boolean recovery = row.isConfirmed() && RecoveryCodes.isOne(code);
        boolean right = transactions.run(transaction -> {
            if (recovery) {
                return FactorRows.useCode(transaction.sql(), user, code);
            }
            OptionalLong step = Totp.match(secret, code.replaceAll("\\s", ""), clock.instant(), row.lastStep());
            return step.isPresent() && FactorRows.use(transaction.sql(), user, row.secret(), step.getAsLong());
        });
        if (right) {
            limit.clear(user);
            if (recovery) {
                note("recoveryCodeUsed", user, user);
            }
        }
        return right;
    }

    private Unauthenticated refused(Account account) {
        note("secondFactorFailed", account.id(), account.id());
        return new Unauthenticated("badCode", Localized.of("验证码错误或已使用。", "The code is wrong or used."));
    }

    private void note(String operation, long user, long by) {
        journal.note(new Journal.Entry(AREA, user, 0, operation, by, null));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
