package org.penglai.crm.records.internal.sealing;

import static org.jooq.impl.DSL.unquotedName;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.SealingStatus;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.vault.spi.FieldKey;
import org.penglai.crm.vault.spi.FieldKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what was stored before its field became sensitive, and what was sealed with an older version of a key, while
 * everybody goes on working: some hundred rows a transaction, each only if it still holds what was read. What is done no
 * longer needs to be, so a round that was cut off loses nothing.
 */
@Component(service = {PeriodicWork.class, SealingStatus.class})
public final class Sealing implements PeriodicWork, SealingStatus {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final org.jooq.Field<LocalDateTime> CREATED_AT =
            DSL.field(unquotedName("created_at"), SQLDataType.LOCALDATETIME);
    private static final int CHUNK = 200;
    /** A round's lease is two minutes. */
    private static final Duration ROUND = Duration.ofSeconds(45);
    /** Until nobody writes with the version before the newest any more. */
    private static final Duration ALL_KNOW = Duration.ofMinutes(1);
    /** Until nobody holds a row any more that was read before the last of them was sealed anew. */
    private static final Duration ALL_READ = Duration.ofMinutes(2);
    /** A key is made by the first write that needs it, whose record was created a little before. */
    private static final Duration FIRST_WRITE = Duration.ofMinutes(1);

    private final Types types;
    private final FieldKeys keys;
    private final Database database;
    private final Transactions transactions;
    private final Map<String, Integer> done = new ConcurrentHashMap<>();
    private final Set<String> converted = ConcurrentHashMap.newKeySet();
    private final Map<String, Clean> clean = new ConcurrentHashMap<>();

    @Activate
    public Sealing(
            @Reference Types types,
            @Reference FieldKeys keys,
            @Reference Database database,
            @Reference Transactions transactions) {
        this.types = types;
        this.keys = keys;
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "records.sealing";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        long end = System.nanoTime() + ROUND.toNanos();
        for (StoredType type : types.list()) {
            List<StoredField> sealed =
                    type.fields().values().stream().filter(StoredField::sealed).toList();
            if (!isDone(sealed) && !seal(type, sealed, now, end)) {
                return;
            }
        }
    }

    /** Whether a round of this process has found nothing left since the last rotation. */
    private boolean isDone(List<StoredField> sealed) {
        return sealed.stream().allMatch(field -> {
            FieldKey key = field.protection().key();
            return key.complete() && Integer.valueOf(key.version()).equals(done.get(name(field)));
        });
    }

    /** @return whether it came to the end in time */
    private boolean seal(StoredType type, List<StoredField> sealed, Instant now, long end) throws InterruptedException {
        Map<String, Integer> versions = new HashMap<>();
        sealed.forEach(
                field -> versions.put(name(field), field.protection().key().version()));
        long changed = 0;
        for (SealedRows rows : SealedRows.of(type)) {
            long[] after = {Long.MIN_VALUE};
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the platform is going down");
                }
                SealedRows.Chunk chunk = transactions.run(transaction -> rows.next(transaction.sql(), after[0], CHUNK));
                if (chunk == null) {
                    break;
                }
                after[0] = chunk.last();
                changed += chunk.sealed();
                if (chunk.sealed() > 0) {
                    converted.add(type.name());
                }
                if (System.nanoTime() > end) {
                    return false;
                }
            }
        }
        if (changed > 0) {
            LOG.info("{} values of {} were sealed", changed, type.name());
            sealed.forEach(field -> clean.remove(name(field)));
            return true;
        }
        finish(type, sealed, versions, now);
        return true;
    }

    /** A whole pass found nothing to do. */
    private void finish(StoredType type, List<StoredField> sealed, Map<String, Integer> versions, Instant now) {
        boolean clear =
                sealed.stream().anyMatch(field -> !field.protection().key().complete());
        if (clear) {
            if (converted.contains(type.name()) || isOlder(type, versions)) {
                reclaim(type);
            }
            sealed.forEach(field -> keys.complete(name(field)));
        }
        List<FieldKeys.Version> all = keys.versions();
        versions.forEach((name, newest) -> {
            if (newest == 1 || retire(name, newest, all, now)) {
                done.put(name, newest);
            }
        });
    }

    /** @return whether nobody needs the versions before the newest any more, and they are retired */
    private boolean retire(String name, int newest, List<FieldKeys.Version> all, Instant now) {
        List<FieldKeys.Version> own =
                all.stream().filter(version -> version.name().equals(name)).toList();
        if (own.stream()
                .noneMatch(version -> version.version() == newest
                        && version.activeFrom().plus(ALL_KNOW).isBefore(now))) {
            return false;
        }
        Clean seen =
                clean.merge(name, new Clean(newest, now), (before, found) -> before.version == newest ? before : found);
        if (seen.since.plus(ALL_READ).isAfter(now)) {
            return false;
        }
        own.stream()
                .filter(version -> version.version() < newest && version.retiredAt() == null)
                .forEach(version -> {
                    keys.retire(name, version.version());
                    LOG.info("version {} of the key of {} was retired", version.version(), name);
                });
        return true;
    }

    /** Whether there are records from before there was a key, whose values may have been stored in clear. */
    private boolean isOlder(StoredType type, Map<String, Integer> versions) {
        Instant since = keys.versions().stream()
                .filter(version -> version.version() == 1 && versions.containsKey(version.name()))
                .map(FieldKeys.Version::activeFrom)
                .max(Instant::compareTo)
                .map(first -> first.minus(FIRST_WRITE))
                .orElse(Instant.MAX);
        return since.equals(Instant.MAX)
                || database.read(sql -> sql.fetchExists(sql.selectOne()
                        .from(DSL.table(unquotedName(type.table())))
                        .where(CREATED_AT.lt(LocalDateTime.ofInstant(since, ZoneOffset.UTC)))));
    }

    /** Derby keeps what rows held before in their pages until the table is written anew. */
    private void reclaim(StoredType type) {
        if (database.dialect() == SQLDialect.DERBY) {
            transactions.run(transaction -> transaction
                    .sql()
                    .execute(
                            "call syscs_util.syscs_compress_table(current schema, ?, 1)",
                            type.table().toUpperCase(Locale.ROOT)));
        }
    }

    private static String name(StoredField field) {
        return field.protection().type() + "." + field.protection().field();
    }

    @Override
    public List<Field> fields() {
        List<Field> all = new ArrayList<>();
        for (StoredType type : types.list()) {
            for (StoredField field : type.fields().values()) {
                if (field.sealed() && field.column() != null) {
                    all.add(database.read(sql -> count(sql, type, field)));
                }
            }
        }
        return all;
    }

    private static Field count(DSLContext sql, StoredType type, StoredField field) {
        Table<Record> table = DSL.table(unquotedName(field.custom() ? type.sideTable() : type.table()));
        org.jooq.Field<String> column = SealedRows.column(field);
        FieldKey key = field.protection().key();
        Condition current = column.like(SealedRows.newest(key));
        Condition sealed = column.like("~%");
        return new Field(
                name(field),
                key.version(),
                sql.fetchCount(
                        sql.selectOne().from(table).where(column.isNotNull()).and(sealed.not())),
                sql.fetchCount(sql.selectOne().from(table).where(sealed).and(current.not())),
                sql.fetchCount(sql.selectOne().from(table).where(current)));
    }

    /** @param since when nothing was found for the first time that an older version had sealed */
    private record Clean(int version, Instant since) {}
}
