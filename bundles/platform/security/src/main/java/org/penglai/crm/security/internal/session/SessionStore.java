package org.penglai.crm.security.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.RecognisedCallers;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.SecurityConfiguration;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.internal.role.RoleGrants;
import org.penglai.crm.security.internal.role.ShippedRoles;
import org.penglai.crm.security.internal.user.Account;
import org.penglai.crm.security.spi.SignIn;

/** Sessions in the database, any node's; what was recognised is kept for some seconds. Safe for any thread. */
@Component(service = SessionStore.class, configurationPid = SecurityConfiguration.PID)
@Designate(ocd = SecurityConfiguration.class)
public final class SessionStore {
    private static final Duration SEEN_EXACT_TO = Duration.ofMinutes(1);
    private static final int ADDRESS_LENGTH = 64;
    private static final int DEVICE_LENGTH = 200;

    private final Database database;
    private final Transactions transactions;
    private final Clock clock;
    private final Secrets secrets = new Secrets();
    private final RecognisedCallers<RecognisedSession> recognised;
    private volatile Life life;

    /**
     * @param migrated only there when the tables are
     * @param roles so that nobody is recognised before the roles are there
     */
    @Activate
    public SessionStore(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated,
            @Reference ShippedRoles roles,
            SecurityConfiguration configuration) {
        this(Life.of(configuration), database, transactions, Clock.systemUTC());
    }

    private SessionStore(Life life, Database database, Transactions transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
        this.life = life;
        this.recognised =
                new RecognisedCallers<>(clock, session -> session.caller().userId());
    }

    /** Without a container. */
    public static SessionStore with(Life life, Database database, Transactions transactions, Clock clock) {
        return new SessionStore(life, database, transactions, clock);
    }

    @Modified
    void configure(SecurityConfiguration configuration) {
        life = Life.of(configuration);
    }

    /**
     * Stores a new session and returns its secret; the user's outdated ones go.
     *
     * @param device what the browser says of itself, null if unknown
     * @param by who has recognised the user, null for a password that is known here
     */
    String create(Transaction transaction, Account account, String address, String device, SignIn.Recognised by) {
        String secret = secrets.next();
        LocalDateTime now = Timestamps.now(clock);
        transaction
                .sql()
                .deleteFrom(SecurityTables.SESSIONS)
                .where(SecurityTables.SESSION_USER.eq(account.id()))
                .and(SecurityTables.SESSION_EXPIRES_AT
                        .lt(now)
                        .or(SecurityTables.LAST_SEEN_AT.lt(now.minus(life.idle()))))
                .execute();
        transaction
                .sql()
                .insertInto(SecurityTables.SESSIONS)
                .set(SecurityTables.SESSION_HASH, Secrets.hash(secret))
                .set(SecurityTables.SESSION_USER, account.id())
                .set(SecurityTables.CSRF_TOKEN, secrets.next())
                .set(SecurityTables.SESSION_CREATED_AT, now)
                .set(SecurityTables.LAST_SEEN_AT, now)
                .set(SecurityTables.SESSION_EXPIRES_AT, now.plus(life.most()))
                .set(SecurityTables.ADDRESS, address.substring(0, Math.min(address.length(), ADDRESS_LENGTH)))
                .set(
                        SecurityTables.DEVICE,
                        device == null ? null : device.substring(0, Math.min(device.length(), DEVICE_LENGTH)))
                .set(SecurityTables.SESSION_PROVIDER, by == null ? null : by.provider())
                .set(SecurityTables.PROVIDER_SESSION, by == null ? null : by.providerSession())
                .execute();
        return secret;
    }

    /** The session of a hashed secret while it is good; prolongs it. */
    Optional<RecognisedSession> find(String hash) {
        return recognised.get(hash, () -> load(hash)).filter(found -> found.expiresAt()
                .isAfter(clock.instant()));
    }

    /** A user's good sessions, last used first. */
    List<Row> of(long userId) {
        Instant now = clock.instant();
        return database.read(sql -> sql.select(
                        SecurityTables.SESSION_HASH,
                        SecurityTables.DEVICE,
                        SecurityTables.ADDRESS,
                        SecurityTables.SESSION_CREATED_AT,
                        SecurityTables.LAST_SEEN_AT,
                        SecurityTables.SESSION_EXPIRES_AT)
                .from(SecurityTables.SESSIONS)
                .where(SecurityTables.SESSION_USER.eq(userId))
                .and(SecurityTables.SESSION_EXPIRES_AT.gt(Timestamps.of(now)))
                .and(SecurityTables.LAST_SEEN_AT.gt(Timestamps.of(now.minus(life.idle()))))
                .orderBy(SecurityTables.LAST_SEEN_AT.desc(), SecurityTables.SESSION_HASH)
                .fetch(row -> new Row(
                        row.value1(),
                        row.value2() == null ? "" : row.value2(),
                        row.value3(),
                        Timestamps.instant(row.value4()),
                        Timestamps.instant(row.value5()),
                        Timestamps.instant(row.value6()))));
    }

    /**
     * Users of sessions that a provider has opened, by hash.
     *
     * @param userId 0 for anybody
     * @param providerSession null for any
     */
    Map<String, Long> of(String provider, long userId, String providerSession) {
        Condition wanted = SecurityTables.SESSION_PROVIDER.eq(provider);
        if (userId != 0) {
            wanted = wanted.and(SecurityTables.SESSION_USER.eq(userId));
        }
        if (providerSession != null) {
            wanted = wanted.and(SecurityTables.PROVIDER_SESSION.eq(providerSession));
        }
        Condition meant = wanted;
        return database.read(sql -> sql.select(SecurityTables.SESSION_HASH, SecurityTables.SESSION_USER)
                .from(SecurityTables.SESSIONS)
                .where(meant)
                .fetchMap(SecurityTables.SESSION_HASH, SecurityTables.SESSION_USER));
    }

    /** Ends one session at once; false if there was none. */
    boolean close(Transaction transaction, String hash) {
        transaction.afterCommit(() -> recognised.drop(hash));
        return transaction
                        .sql()
                        .deleteFrom(SecurityTables.SESSIONS)
                        .where(SecurityTables.SESSION_HASH.eq(hash))
                        .execute()
                > 0;
    }

    /** Forgets what was recognised of a user, so that the next request asks the database; of everybody for 0. */
    public void forget(long userId) {
        recognised.dropUser(userId);
    }

    /** Ends all of a user's sessions, on this node as soon as the transaction commits. */
    public void closeAll(Transaction transaction, long userId) {
        transaction.afterCommit(() -> recognised.dropUser(userId));
        transaction
                .sql()
                .deleteFrom(SecurityTables.SESSIONS)
                .where(SecurityTables.SESSION_USER.eq(userId))
                .execute();
    }

    private Optional<RecognisedSession> load(String hash) {
        List<Field<?>> columns = Stream.concat(
                        Account.columns().stream(),
                        Stream.of(
                                SecurityTables.CSRF_TOKEN,
                                SecurityTables.LAST_SEEN_AT,
                                SecurityTables.SESSION_EXPIRES_AT))
                .toList();
        Optional<? extends Record> row = database.read(sql -> sql.select(columns)
                .from(SecurityTables.SESSIONS)
                .join(SecurityTables.USERS)
                .on(SecurityTables.ID.eq(SecurityTables.SESSION_USER))
                .where(SecurityTables.SESSION_HASH.eq(hash))
                .fetchOptional());
        return row.flatMap(found ->
                recognise(hash, found, database.read(sql -> RoleGrants.of(sql, found.get(SecurityTables.ID)))));
    }

    private Optional<RecognisedSession> recognise(String hash, Record row, RoleGrants.Granted granted) {
        Account account = Account.of(row);
        Instant now = clock.instant();
        Instant seen = Timestamps.instant(row.get(SecurityTables.LAST_SEEN_AT));
        Instant most = Timestamps.instant(row.get(SecurityTables.SESSION_EXPIRES_AT));
        if (!account.isActive() || !most.isAfter(now) || !seen.plus(life.idle()).isAfter(now)) {
            return Optional.empty();
        }
        if (seen.plus(SEEN_EXACT_TO).isBefore(now)) {
            touch(hash, now);
            seen = now;
        }
        Instant idle = seen.plus(life.idle());
        return Optional.of(new RecognisedSession(
                row.get(SecurityTables.CSRF_TOKEN), account.caller(granted), idle.isBefore(most) ? idle : most));
    }

    private void touch(String hash, Instant now) {
        transactions.run(transaction -> transaction
                .sql()
                .update(SecurityTables.SESSIONS)
                .set(SecurityTables.LAST_SEEN_AT, Timestamps.of(now))
                .where(SecurityTables.SESSION_HASH.eq(hash))
                .execute());
    }

    /** A session as it is stored. */
    record Row(String hash, String device, String address, Instant openedAt, Instant lastSeenAt, Instant expiresAt) {}

    /**
     * How long a session lives.
     *
     * @param idle without a request
     * @param most in any case
     */
    public record Life(Duration idle, Duration most) {
        static Life of(SecurityConfiguration configuration) {
            return new Life(
                    Duration.ofMinutes(configuration.session_idle_minutes()),
                    Duration.ofDays(configuration.session_life_days()));
        }
    }
}
