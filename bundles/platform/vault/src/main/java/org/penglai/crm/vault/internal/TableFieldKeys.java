package org.penglai.crm.vault.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.vault.spi.FieldKey;
import org.penglai.crm.vault.spi.FieldKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of fields in a table. They are made on a thread and in a transaction of their own: what is sealed with a key may
 * be rolled back, the key may not. Every node looks for new versions every few seconds, and a new one is written with
 * only when all of them have had the time to see it.
 */
@Component(service = FieldKeys.class)
public final class TableFieldKeys implements FieldKeys {
    private static final Logger LOG = LoggerFactory.getLogger(TableFieldKeys.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration UNTIL_ALL_KNOW = LOOK_AGAIN.multipliedBy(3);

    private final Database database;
    private final Transactions transactions;
    private final MasterKeys master;
    private final Clock clock;
    private final Map<String, Read> known = new ConcurrentHashMap<>();
    private final ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crm-keys");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public TableFieldKeys(
            @Reference Database database, @Reference Transactions transactions, @Reference MasterKeys master) {
        this(database, transactions, master, Clock.systemUTC());
        // Nobody who holds a connection should have to wait here for another one.
        own.scheduleWithFixedDelay(this::renew, LOOK_AGAIN.toSeconds(), LOOK_AGAIN.toSeconds(), TimeUnit.SECONDS);
    }

    public TableFieldKeys(Database database, Transactions transactions, MasterKeys master, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.master = master;
        this.clock = clock;
    }

    @Deactivate
    public void stop() {
        own.shutdownNow();
    }

    @Override
    public FieldKey of(String type, String field) {
        String name = type + "." + field;
        Read read = known.get(name);
        Instant now = clock.instant();
        if (read == null || !now.isBefore(read.until.plus(LOOK_AGAIN))) {
            read = apart(() -> read(name));
            known.put(name, read);
        }
        return read.key;
    }

    private void renew() {
        for (String name : known.keySet()) {
            try {
                known.put(name, read(name));
            } catch (DataAccessException | CrmException away) {
                LOG.debug("the key of {} could not be looked at: {}", name, away.getMessage());
            }
        }
    }

    private Read read(String name) {
        List<Row> rows = rows(name);
        if (rows.isEmpty()) {
            make(name, 1, now());
            rows = rows(name);
        }
        Instant now = clock.instant();
        Instant until = now.plus(LOOK_AGAIN);
        List<FieldKeyVersion> versions = new ArrayList<>();
        FieldKeyVersion current = null;
        for (Row row : rows) {
            FieldKeyVersion version =
                    new FieldKeyVersion(name, row.version, master.unwrap(row.wrapped, wrappedName(name, row.version)));
            versions.add(version);
            Instant from = row.activeFrom.toInstant(ZoneOffset.UTC);
            if (current == null || !from.isAfter(now)) {
                current = version;
            } else if (from.isBefore(until)) {
                until = from;
            }
        }
        return new Read(
                new VersionedFieldKey(name, versions, current, rows.stream().anyMatch(row -> row.completeAt != null)),
                until);
    }

    private List<Row> rows(String name) {
        return database.read(sql -> sql.select(
                        VaultTables.VERSION, VaultTables.WRAPPED, VaultTables.ACTIVE_FROM, VaultTables.COMPLETE_AT)
                .from(VaultTables.FIELD)
                .where(VaultTables.NAME.eq(name))
                .and(VaultTables.WRAPPED.isNotNull())
                .orderBy(VaultTables.VERSION)
                .fetch(row -> new Row(row.value1(), row.value2(), row.value3(), row.value4())));
    }

    private void make(String name, int version, LocalDateTime activeFrom) {
        String wrapped = master.wrap(Aes.random(FieldKeyVersion.BYTES), wrappedName(name, version));
        try {
            transactions.run(transaction -> transaction
                    .sql()
                    .insertInto(
                            VaultTables.FIELD,
                            VaultTables.NAME,
                            VaultTables.VERSION,
                            VaultTables.WRAPPED,
                            VaultTables.CREATED_AT,
                            VaultTables.ACTIVE_FROM)
                    .values(name, version, wrapped, now(), activeFrom)
                    .execute());
        } catch (IntegrityConstraintViolationException anotherNodeWasFirst) {
            // Its key is as good; it is read next.
        }
    }

    private static String wrappedName(String name, int version) {
        return "field/" + name + "/" + version;
    }

    @Override
    public int rotate(String name) {
        return apart(() -> {
            int newest = database.read(sql -> sql.select(VaultTables.VERSION)
                    .from(VaultTables.FIELD)
                    .where(VaultTables.NAME.eq(name))
                    .orderBy(VaultTables.VERSION.desc())
                    .limit(1)
                    .fetchOptional(VaultTables.VERSION)
                    .orElse(0));
            make(name, newest + 1, newest == 0 ? now() : now().plus(UNTIL_ALL_KNOW));
            known.remove(name);
            return newest + 1;
        });
    }

    @Override
    public void retire(String name, int version) {
        transactions.run(transaction -> retire(transaction.sql(), name, version));
        known.remove(name);
    }

    private int retire(DSLContext sql, String name, int version) {
        return sql.update(VaultTables.FIELD)
                .set(VaultTables.WRAPPED, (String) null)
                .set(VaultTables.RETIRED_AT, now())
                .where(VaultTables.NAME.eq(name))
                .and(VaultTables.VERSION.eq(version))
                .and(VaultTables.WRAPPED.isNotNull())
                .execute();
    }

    @Override
    public void complete(String name) {
        transactions.run(transaction -> transaction
                .sql()
                .update(VaultTables.FIELD)
                .set(VaultTables.COMPLETE_AT, now())
                .where(VaultTables.NAME.eq(name))
                .and(VaultTables.COMPLETE_AT.isNull())
                .execute());
        known.remove(name);
    }

    @Override
    public List<Version> versions() {
        return database.read(sql -> sql.select(
                        VaultTables.NAME,
                        VaultTables.VERSION,
                        VaultTables.CREATED_AT,
                        VaultTables.ACTIVE_FROM,
                        VaultTables.RETIRED_AT,
                        VaultTables.COMPLETE_AT)
                .from(VaultTables.FIELD)
                .orderBy(VaultTables.NAME, VaultTables.VERSION)
                .fetch(row -> new Version(
                        row.value1(),
                        row.value2(),
                        instant(row.value3()),
                        instant(row.value4()),
                        instant(row.value5()),
                        instant(row.value6()))));
    }

    private static Instant instant(LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    private <T> T apart(Supplier<T> work) {
        try {
            return own.submit(work::get).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CrmException known) {
                throw known;
            }
            throw unavailable(e.getCause());
        }
    }

    private static Unavailable unavailable(Throwable cause) {
        return new Unavailable(
                "keysUnavailable",
                Localized.of("加密密钥暂不可用，请稍后再试。", "The keys cannot be used right now; try again soon."),
                Duration.ofSeconds(2),
                cause);
    }

    private record Read(VersionedFieldKey key, Instant until) {}

    private record Row(int version, String wrapped, LocalDateTime activeFrom, LocalDateTime completeAt) {}
}
