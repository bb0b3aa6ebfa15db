package org.penglai.crm.security.internal.token;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.Permissions;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.internal.user.Accounts;
import org.penglai.crm.security.spi.Tokens;

/** Tokens that people make for their own scripts. */
@Component
public final class PersonalTokens implements Tokens {
    /** Lets scanners of source code recognise a token that was published by mistake. */
    private static final String PREFIX = "penglai_";

    private static final String AREA = "tokens";
    private static final int NAME_LENGTH = 100;
    private static final Pattern PERMISSION = Pattern.compile("\\*|[A-Za-z]\\w*|(\\*|[A-Za-z]\\w*):(\\*|[A-Za-z]\\w*)");

    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Journal journal;
    private final TokenStore store;
    private final Clock clock;
    private final Accounts accounts;
    private final Secrets secrets = new Secrets();

    @Activate
    public PersonalTokens(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Journal journal,
            @Reference TokenStore store) {
        this(database, transactions, ids, journal, store, Clock.systemUTC());
    }

    PersonalTokens(
            Database database, Transactions transactions, Ids ids, Journal journal, TokenStore store, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.journal = journal;
        this.store = store;
        this.clock = clock;
        this.accounts = new Accounts(database);
    }

    @Override
    public Created create(Caller caller, String name, Set<String> scope, Duration life) {
        check(name, scope, life);
        if (!scope.stream().allMatch(caller::may)) {
            throw new Forbidden(
                    "scopeTooWide",
                    Localized.of("令牌的权限不能超出您自己的权限。", "A token cannot carry rights that you do not hold."));
        }
        Set<String> stored = scope.isEmpty() ? wholeScope(caller) : scope;
        String secret = PREFIX + secrets.next();
        LocalDateTime now = Timestamps.now(clock);
        LocalDateTime expires = life == null ? null : now.plus(life);
        long id = ids.next();
        transactions.run(transaction -> {
            transaction
                    .sql()
                    .insertInto(SecurityTables.TOKENS)
                    .set(SecurityTables.TOKEN_ID, id)
                    .set(SecurityTables.TOKEN_HASH, Secrets.hash(secret))
                    .set(SecurityTables.TOKEN_USER, caller.userId())
                    .set(SecurityTables.TOKEN_NAME, name.strip())
                    .set(SecurityTables.SCOPE, String.join(" ", new TreeSet<>(stored)))
                    .set(SecurityTables.TOKEN_CREATED_AT, now)
                    .set(SecurityTables.TOKEN_EXPIRES_AT, expires)
                    .execute();
            journal.note(new Journal.Entry(AREA, id, 0, "created", caller.userId(), null));
            return null;
        });
        Token token = new Token(id, name.strip(), stored, Timestamps.instant(now), Timestamps.instant(expires), null);
        return new Created(token, secret);
    }

    @Override
    public Optional<Duration> left(String secret) {
        return store.expiry(Secrets.hash(secret)).map(end -> Duration.between(clock.instant(), end));
    }

    @Override
    public List<Token> list(Caller caller) {
        return database.read(sql -> sql.select(
                        SecurityTables.TOKEN_ID,
                        SecurityTables.TOKEN_NAME,
                        SecurityTables.SCOPE,
                        SecurityTables.TOKEN_CREATED_AT,
                        SecurityTables.TOKEN_EXPIRES_AT,
                        SecurityTables.LAST_USED_AT)
                .from(SecurityTables.TOKENS)
                .where(SecurityTables.TOKEN_USER.eq(caller.userId()))
                .orderBy(SecurityTables.TOKEN_ID)
                .fetch(row -> new Token(
                        row.value1(),
                        row.value2(),
                        TokenStore.scope(row.value3()),
                        Timestamps.instant(row.value4()),
                        Timestamps.instant(row.value5()),
                        Timestamps.instant(row.value6()))));
    }

    @Override
    public boolean delete(Caller caller, long id) {
        return transactions.run(transaction -> {
            String hash = transaction
                    .sql()
                    .select(SecurityTables.TOKEN_HASH)
                    .from(SecurityTables.TOKENS)
                    .where(SecurityTables.TOKEN_ID.eq(id))
                    .and(SecurityTables.TOKEN_USER.eq(caller.userId()))
                    .fetchOne(SecurityTables.TOKEN_HASH);
            if (hash == null) {
                return false;
            }
            transaction
                    .sql()
                    .deleteFrom(SecurityTables.TOKENS)
                    .where(SecurityTables.TOKEN_ID.eq(id))
                    .execute();
            transaction.afterCommit(() -> store.drop(hash));
            journal.note(new Journal.Entry(AREA, id, 0, "deleted", caller.userId(), null));
            return true;
        });
    }

    /**
     * The scope to store for "everything". A caller who came with a token is narrower than the user, and so must be the
     * new token.
     */
    private Set<String> wholeScope(Caller caller) {
        Set<String> ofUser = accounts.find(caller.username())
                .map(account -> accounts.caller(account).permissions())
                .orElse(Set.of());
        if (caller.permissions().equals(ofUser)) {
            return Set.of();
        }
        Set<String> held = Permissions.withoutModules(caller.permissions());
        if (held.isEmpty()) {
            throw new Forbidden("scopeTooWide", Localized.of("没有可授予令牌的权限。", "There is no right to put into a token."));
        }
        return held;
    }

    private static void check(String name, Set<String> scope, Duration life) {
        if (name == null || name.isBlank() || name.strip().length() > NAME_LENGTH) {
            throw new Invalid(Violation.of("name", "invalid", "名称须为 1 至 100 个字符。", "A name has 1 to 100 characters."));
        }
        if (!scope.stream()
                .allMatch(permission -> PERMISSION.matcher(permission).matches())) {
            throw new Invalid(
                    Violation.of("scope", "invalid", "权限写法如 customers:read。", "A right looks like customers:read."));
        }
        if (life != null && (life.isNegative() || life.isZero())) {
            throw new Invalid(Violation.of("life", "invalid", "有效期须为正数。", "The life must be positive."));
        }
    }
}
