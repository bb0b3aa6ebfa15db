package org.penglai.crm.records.internal.bulk;

import static org.jooq.impl.DSL.unquotedName;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;

/** Tables crm_bulk and crm_bulk_failure. */
final class BulkRows {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LONGEST_FIELD = 200;
    private static final int LONGEST_MESSAGE = 1_000;

    private static final Table<Record> BULK = DSL.table(unquotedName("crm_bulk"));
    private static final Table<Record> FAILURES = DSL.table(unquotedName("crm_bulk_failure"));
    private static final Field<Long> JOB = column("job_id", SQLDataType.BIGINT);
    private static final Field<Long> LAST = column("last_id", SQLDataType.BIGINT);
    private static final Field<Long> TOTAL = column("total", SQLDataType.BIGINT);
    private static final Field<Long> MATCHED = column("matched", SQLDataType.BIGINT);
    private static final Field<Long> CHANGED = column("changed", SQLDataType.BIGINT);
    private static final Field<Long> UNCHANGED = column("unchanged", SQLDataType.BIGINT);
    private static final Field<Long> FAILED = column("failed", SQLDataType.BIGINT);
    private static final Field<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    private static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    private static final Field<String> FIELD = column("field_name", SQLDataType.VARCHAR);
    private static final Field<String> CODE = column("code", SQLDataType.VARCHAR);
    private static final Field<String> MESSAGE_ZH = column("message_zh", SQLDataType.VARCHAR);
    private static final Field<String> MESSAGE_EN = column("message_en", SQLDataType.VARCHAR);

    private BulkRows() {}

    /** @return null if the job has not begun */
    static Progress load(DSLContext sql, long job) {
        return sql.select(LAST, TOTAL, MATCHED, CHANGED, UNCHANGED, FAILED)
                .from(BULK)
                .where(JOB.eq(job))
                .fetchOne(row -> new Progress(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    static void begin(DSLContext sql, long job, long total, Instant now) {
        LocalDateTime at = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        List<Long> old = sql.select(JOB)
                .from(BULK)
                .where(CREATED_AT.lt(at.minus(KEPT)))
                .limit(100)
                .fetch(JOB);
        if (!old.isEmpty()) {
            sql.deleteFrom(FAILURES).where(JOB.in(old)).execute();
            sql.deleteFrom(BULK).where(JOB.in(old)).execute();
        }
        sql.insertInto(BULK, JOB, LAST, TOTAL, MATCHED, CHANGED, UNCHANGED, FAILED, CREATED_AT)
                .values(job, -1L, total, 0L, 0L, 0L, 0L, at)
                .execute();
    }

    static void save(DSLContext sql, long job, Progress progress, List<Failure> failures) {
        sql.update(BULK)
                .set(LAST, progress.lastId())
                .set(MATCHED, progress.matched())
                .set(CHANGED, progress.changed())
                .set(UNCHANGED, progress.unchanged())
                .set(FAILED, progress.failed())
                .where(JOB.eq(job))
                .execute();
        if (!failures.isEmpty()) {
            BatchBindStep insert = sql.batch(sql.insertInto(FAILURES, JOB, RECORD, FIELD, CODE, MESSAGE_ZH, MESSAGE_EN)
                    .values((Long) null, null, null, null, null, null));
            for (Failure failure : failures) {
                insert = insert.bind(
                        job,
                        failure.recordId(),
                        cut(failure.reason().field(), LONGEST_FIELD),
                        failure.reason().code(),
                        cut(failure.reason().message().zh(), LONGEST_MESSAGE),
                        cut(failure.reason().message().en(), LONGEST_MESSAGE));
            }
            insert.execute();
        }
    }

    /** In the order of the ids. */
    static List<Failure> failures(DSLContext sql, long job, long after, int limit) {
        return sql.select(RECORD, FIELD, CODE, MESSAGE_ZH, MESSAGE_EN)
                .from(FAILURES)
                .where(JOB.eq(job))
                .and(RECORD.gt(after))
                .orderBy(RECORD)
                .limit(limit)
                .fetch(row -> new Failure(
                        row.value1(),
                        new Violation(row.value2(), row.value3(), Localized.of(row.value4(), row.value5()))));
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }

    /**
     * How far a job has come.
     *
     * @param lastId greatest id that was looked at
     * @param total how many there will be, as counted at the beginning
     */
    record Progress(long lastId, long total, long matched, long changed, long unchanged, long failed) {
        Progress plus(long upTo, long moreChanged, long moreUnchanged, long moreFailed) {
            return new Progress(
                    upTo,
                    total,
                    matched + moreChanged + moreUnchanged + moreFailed,
                    changed + moreChanged,
                    unchanged + moreUnchanged,
                    failed + moreFailed);
        }
    }

    record Failure(long recordId, Violation reason) {}
}
