package org.penglai.crm.records.internal.undo;

import static org.jooq.impl.DSL.unquotedName;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.persistence.spi.CompiledInsert;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.internal.query.Statements;
import org.penglai.crm.records.internal.types.SystemColumns;
import org.penglai.crm.records.spi.UndoLedger;

/** Tables crm_undo and crm_undo_batch. Safe for any thread. */
public final class UndoRows {
    private static final String OPEN = "open";
    private static final String UNDONE = "undone";
    private static final String SKIPPED = "skipped";

    private static final Table<Record> BATCHES = DSL.table(unquotedName("crm_undo_batch"));
    private static final Table<Record> ROWS = DSL.table(unquotedName("crm_undo"));
    private static final Field<Long> BATCH = column("batch_id", SQLDataType.BIGINT);
    private static final Field<Long> UNDO_JOB = column("undo_job", SQLDataType.BIGINT);
    private static final Field<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    private static final Field<Long> CREATED_BY = column("created_by", SQLDataType.BIGINT);
    private static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    private static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    private static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    private static final Field<String> OPERATION = column("operation", SQLDataType.VARCHAR);
    private static final Field<Long> VERSION_BEFORE = column("version_before", SQLDataType.BIGINT);
    private static final Field<Long> VERSION_AFTER = column("version_after", SQLDataType.BIGINT);
    private static final Field<String> BEFORE = column("before_image", SQLDataType.CLOB);
    private static final Field<String> STATE = column("state", SQLDataType.VARCHAR);
    private static final Field<String> REASON_ZH = column("reason_zh", SQLDataType.VARCHAR);
    private static final Field<String> REASON_EN = column("reason_en", SQLDataType.VARCHAR);
    private static final CompiledInsert INSERT = CompiledInsert.into(
            ROWS, List.of(ID, BATCH, TYPE, RECORD, OPERATION, VERSION_BEFORE, VERSION_AFTER, BEFORE, STATE));
    private static final int LONGEST_REASON = 1_000;
    private static final int FEW = 20;

    private final Ids ids;

    public UndoRows(Ids ids) {
        this.ids = ids;
    }

    /** Notes writes of a batch, in the transaction that makes them. */
    public void add(Transaction transaction, long batch, List<Write> writes, long user, Instant now) {
        if (writes.isEmpty()) {
            return;
        }
        DSLContext sql = transaction.sql();
        if (!sql.fetchExists(BATCHES, BATCH.eq(batch))) {
            LocalDateTime at = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
            purge(sql, at.minus(UndoLedger.KEPT));
            sql.insertInto(BATCHES, BATCH, CREATED_AT, CREATED_BY)
                    .values(batch, at, user)
                    .execute();
        }
        transaction.insert(
                INSERT,
                writes.stream()
                        .map(write -> new Object[] {
                            ids.next(),
                            batch,
                            write.type(),
                            write.recordId(),
                            write.operation(),
                            write.versionBefore(),
                            write.versionAfter(),
                            write.before(),
                            OPEN
                        })
                        .toList());
    }

    private static void purge(DSLContext sql, LocalDateTime oldest) {
        List<Long> old = sql.select(BATCH)
                .from(BATCHES)
                .where(CREATED_AT.lt(oldest))
                .limit(100)
                .fetch(BATCH);
        if (!old.isEmpty()) {
            sql.deleteFrom(ROWS).where(BATCH.in(old)).execute();
            sql.deleteFrom(BATCHES).where(BATCH.in(old)).execute();
        }
    }

    boolean isFree(DSLContext sql, long batch) {
        return sql.fetchExists(BATCHES, BATCH.eq(batch).and(UNDO_JOB.isNull()));
    }

    List<UndoLedger.Batch> list(DSLContext sql, Long owner, Long before, int limit) {
        return sql.select(BATCH, UNDO_JOB, CREATED_AT)
                .from(BATCHES)
                .where(owner == null ? DSL.noCondition() : CREATED_BY.eq(owner))
                .and(before == null ? DSL.noCondition() : BATCH.lt(before))
                .orderBy(BATCH.desc())
                .limit(limit)
                .fetch(row -> new UndoLedger.Batch(
                        row.value1(), row.value2(), row.value3().toInstant(ZoneOffset.UTC)));
    }

    /** Types of which a batch has writes that nobody has taken back yet. */
    List<String> openTypes(DSLContext sql, long batch) {
        return sql.selectDistinct(TYPE)
                .from(ROWS)
                .where(BATCH.eq(batch))
                .and(STATE.eq(OPEN))
                .orderBy(TYPE)
                .fetch(TYPE);
    }

    /** Some of the records of a type whose writes nobody has taken back yet. */
    List<Long> openRecords(DSLContext sql, long batch, String type, int limit) {
        return sql.selectDistinct(RECORD)
                .from(ROWS)
                .where(ofType(batch, type))
                .orderBy(RECORD)
                .limit(limit)
                .fetch(RECORD);
    }

    /**
     * Of what nobody has taken back yet, the records that are not at the version any more which the batch gave them; what it
     * deleted is not among them. The value says whether the record is gone.
     *
     * @param table of the type's records
     */
    Map<Long, Boolean> writtenSince(DSLContext sql, long batch, String type, String table, int limit) {
        Field<Long> given = DSL.max(VERSION_AFTER).as(unquotedName("given_version"));
        Table<?> mine = sql.select(RECORD, given)
                .from(ROWS)
                .where(ofType(batch, type))
                .groupBy(RECORD)
                .having(DSL.max(DSL.when(OPERATION.eq("deleted"), 1).otherwise(0))
                        .eq(0))
                .asTable(unquotedName("mine"));
        Table<Record> records = DSL.table(unquotedName(table)).as(unquotedName("present"));
        Field<Long> record = DSL.field(unquotedName("mine", "record_id"), SQLDataType.BIGINT);
        Field<Long> version = DSL.field(unquotedName("present", SystemColumns.VERSION), SQLDataType.BIGINT);
        Field<LocalDateTime> deleted =
                DSL.field(unquotedName("present", SystemColumns.DELETED_AT), SQLDataType.LOCALDATETIME);
        Map<Long, Boolean> found = new LinkedHashMap<>();
        sql.select(record, DSL.when(deleted.isNotNull().or(version.isNull()), 1).otherwise(0))
                .from(mine)
                .leftJoin(records)
                .on(DSL.field(unquotedName("present", SystemColumns.ID), SQLDataType.BIGINT)
                        .eq(record))
                .where(version.isNull())
                .or(version.ne(DSL.field(unquotedName("mine", "given_version"), SQLDataType.BIGINT)))
                .orderBy(record)
                .limit(limit)
                .forEach(row -> found.put(row.value1(), row.value2() == 1));
        return found;
    }

    private static Condition ofType(long batch, String type) {
        return BATCH.eq(batch).and(STATE.eq(OPEN)).and(TYPE.eq(type));
    }

    /** Lets another job go on where this one ended early. */
    void release(DSLContext sql, long batch, long job) {
        sql.update(BATCHES)
                .setNull(UNDO_JOB)
                .where(BATCH.eq(batch))
                .and(UNDO_JOB.eq(job))
                .execute();
    }

    /** Whether the job is the one that takes the batch back; the first one that asks is. */
    boolean claim(DSLContext sql, long batch, long job) {
        return sql.update(BATCHES)
                        .set(UNDO_JOB, job)
                        .where(BATCH.eq(batch))
                        .and(UNDO_JOB.isNull().or(UNDO_JOB.eq(job)))
                        .execute()
                > 0;
    }

    /** How many records the batch has written. */
    long records(DSLContext sql, long batch) {
        return count(sql, BATCH.eq(batch));
    }

    long undone(DSLContext sql, long batch) {
        return count(sql, BATCH.eq(batch).and(STATE.eq(UNDONE)));
    }

    long skipped(DSLContext sql, long batch) {
        return count(sql, BATCH.eq(batch).and(STATE.eq(SKIPPED)));
    }

    private static long count(DSLContext sql, Condition which) {
        return sql.select(DSL.countDistinct(RECORD)).from(ROWS).where(which).fetchSingle(0, long.class);
    }

    /**
     * Writes that are still to be taken back, the latest first; of a record that is among them all.
     *
     * @param limit of records, about
     */
    List<Stored> open(DSLContext sql, long batch, int limit) {
        List<Long> records = sql
                .select(RECORD)
                .from(ROWS)
                .where(BATCH.eq(batch))
                .and(STATE.eq(OPEN))
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(RECORD)
                .stream()
                .distinct()
                .toList();
        DSLContext byIds = Statements.byIds(sql);
        List<Stored> rows = new ArrayList<>();
        for (int from = 0; from < records.size(); from += FEW) {
            List<Long> some = records.subList(from, Math.min(records.size(), from + FEW));
            rows.addAll(byIds.select(ID, TYPE, RECORD, OPERATION, VERSION_BEFORE, VERSION_AFTER, BEFORE)
                    .from(ROWS)
                    .where(BATCH.eq(batch))
                    .and(RECORD.in(some))
                    .and(STATE.eq(OPEN))
                    .fetch(row -> new Stored(
                            row.value1(),
                            new Write(
                                    row.value2(),
                                    row.value3(),
                                    row.value4(),
                                    row.value5(),
                                    row.value6(),
                                    row.value7()))));
        }
        rows.sort(Comparator.comparingLong(Stored::row).reversed());
        return rows;
    }

    /** Notes what became of records, in the transaction that brings them back. */
    void settle(DSLContext sql, List<Settled> settled) {
        if (settled.isEmpty()) {
            return;
        }
        // By primary key: Derby would look through the whole batch for each record otherwise.
        BatchBindStep update = sql.batch(sql.update(ROWS)
                .set(STATE, (String) null)
                .set(REASON_ZH, (String) null)
                .set(REASON_EN, (String) null)
                .where(ID.eq((Long) null)));
        for (Settled one : settled) {
            boolean undone = one.reason() == null;
            for (Long row : one.rows()) {
                update = update.bind(
                        undone ? UNDONE : SKIPPED,
                        undone ? null : cut(one.reason().zh()),
                        undone ? null : cut(one.reason().en()),
                        row);
            }
        }
        update.execute();
    }

    /** Records that did not go back, and why. */
    List<Settled> skipped(DSLContext sql, long batch, int limit) {
        return sql.selectDistinct(TYPE, RECORD, REASON_ZH, REASON_EN)
                .from(ROWS)
                .where(BATCH.eq(batch))
                .and(STATE.eq(SKIPPED))
                .orderBy(RECORD)
                .limit(limit)
                .fetch(row ->
                        new Settled(row.value1(), row.value2(), List.of(), Localized.of(row.value3(), row.value4())));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }

    /**
     * @param operation created, updated or deleted
     * @param versionBefore 0 for a creation
     * @param before JSON object: what the changed fields held; null unless updated
     */
    public record Write(
            String type, long recordId, String operation, long versionBefore, long versionAfter, String before) {}

    /** @param row id of the row */
    record Stored(long row, Write write) {
        Stored with(String before) {
            return new Stored(
                    row,
                    new Write(
                            write.type,
                            write.recordId,
                            write.operation,
                            write.versionBefore,
                            write.versionAfter,
                            before));
        }
    }

    /**
     * @param rows ids of the record's rows in the ledger
     * @param reason why it did not go back; null if it did
     */
    record Settled(String type, long recordId, List<Long> rows, Localized reason) {}
}
