package org.penglai.crm.security.internal.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.Permissions;
import org.penglai.crm.security.internal.RecognisedCallers;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.internal.role.RoleGrants;
import org.penglai.crm.security.internal.role.ShippedRoles;
import org.penglai.crm.security.internal.user.Account;

/** Recognises bearer tokens; what was recognised is kept for some seconds. Safe for any thread. */
@Component(service = TokenStore.class)
public final class TokenStore {
    private static final Duration USE_EXACT_TO = Duration.ofMinutes(1);

    private final Database database;
    private final Transactions transactions;
    private final Clock clock;
    private final RecognisedCallers<Recognised> recognised;

    /**
     * @param migrated only there when the tables are
     * @param roles so that nobody is recognised before the roles are there
     */
    @Activate
    public TokenStore(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated,
            @Reference ShippedRoles roles) {
        this(database, transactions, Clock.systemUTC());
    }

    private TokenStore(Database database, Transactions transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
        this.recognised = new RecognisedCallers<>(clock, token -> token.caller().userId());
    }

    /** Without a container. */
    public static TokenStore with(Database database, Transactions transactions, Clock clock) {
        return new TokenStore(database, transactions, clock);
    }

    /** Who calls with the token of that hash, if it is good. */
    public Optional<Caller> find(String hash) {
        return good(hash).map(Recognised::caller);
    }

    /** When the token of that hash ends; empty if it does not, or is not good. */
    Optional<Instant> expiry(String hash) {
        return good(hash).map(Recognised::expiresAt);
    }

    private Optional<Recognised> good(String hash) {
        return recognised.get(hash, () -> load(hash)).filter(found -> found.isGoodAt(clock.instant()));
    }

    /** Forgets what was recognised of a user; of everybody for 0. */
    public void forget(long userId) {
        recognised.dropUser(userId);
    }

    /** Takes all of a user's tokens away, on this node as soon as the transaction commits. */
    public void deleteAll(Transaction transaction, long userId) {
        transaction.afterCommit(() -> recognised.dropUser(userId));
        transaction
                .sql()
                .deleteFrom(SecurityTables.TOKENS)
                .where(SecurityTables.TOKEN_USER.eq(userId))
                .execute();
    }

    /** Forgets a token that was taken away. */
    void drop(String hash) {
        recognised.drop(hash);
    }

    /** Reads the stored form of a scope. */
    static Set<String> scope(String stored) {
        return stored == null || stored.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(stored.split(" ")));
    }

    private Optional<Recognised> load(String hash) {
        List<Field<?>> columns = Stream.concat(
                        Account.columns().stream(),
                        Stream.of(SecurityTables.SCOPE, SecurityTables.TOKEN_EXPIRES_AT, SecurityTables.LAST_USED_AT))
                .toList();
        Optional<? extends Record> row = database.read(sql -> sql.select(columns)
                .from(SecurityTables.TOKENS)
                .join(SecurityTables.USERS)
                .on(SecurityTables.ID.eq(SecurityTables.TOKEN_USER))
                .where(SecurityTables.TOKEN_HASH.eq(hash))
                .fetchOptional());
        return row.flatMap(found ->
                recognise(hash, found, database.read(sql -> RoleGrants.of(sql, found.get(SecurityTables.ID)))));
    }

    private Optional<Recognised> recognise(String hash, Record row, RoleGrants.Granted granted) {
        Account account = Account.of(row);
        Instant now = clock.instant();
        Caller user = account.caller(granted);
        Caller narrowed = new Caller(
                user.userId(),
                user.username(),
                user.displayName(),
                user.locale(),
                user.zone(),
                Permissions.within(user, scope(row.get(SecurityTables.SCOPE))));
        Recognised found = new Recognised(narrowed, Timestamps.instant(row.get(SecurityTables.TOKEN_EXPIRES_AT)));
        if (!account.isActive() || !found.isGoodAt(now)) {
            return Optional.empty();
        }
        Instant used = Timestamps.instant(row.get(SecurityTables.LAST_USED_AT));
        if (used == null || used.plus(USE_EXACT_TO).isBefore(now)) {
            touch(hash, now);
        }
        return Optional.of(found);
    }

    private void touch(String hash, Instant now) {
        transactions.run(transaction -> transaction
                .sql()
                .update(SecurityTables.TOKENS)
                .set(SecurityTables.LAST_USED_AT, Timestamps.of(now))
                .where(SecurityTables.TOKEN_HASH.eq(hash))
                .execute());
    }

    private record Recognised(Caller caller, Instant expiresAt) {
        boolean isGoodAt(Instant now) {
            return expiresAt == null || expiresAt.isAfter(now);
        }
    }
}
