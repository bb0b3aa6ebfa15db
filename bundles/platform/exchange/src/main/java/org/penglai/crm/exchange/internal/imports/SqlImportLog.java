package org.penglai.crm.exchange.internal.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** The import log in the tables crm_import and crm_import_rejection. */
final class SqlImportLog implements ImportLog {

    private static final Table<Record> IMPORT = DSL.table(DSL.unquotedName("crm_import"));
    private static final Table<Record> REJECTION = DSL.table(DSL.unquotedName("crm_import_rejection"));
    private static final Field<Long> JOB_ID = DSL.field(DSL.unquotedName("job_id"), SQLDataType.BIGINT);
    private static final Field<Long> ROWS_DONE = DSL.field(DSL.unquotedName("rows_done"), SQLDataType.BIGINT);
    private static final Field<String> TALLY = DSL.field(DSL.unquotedName("tally"), SQLDataType.CLOB);
    private static final Field<Long> ROW_NO = DSL.field(DSL.unquotedName("row_no"), SQLDataType.BIGINT);
    private static final Field<String> REASON = DSL.field(DSL.unquotedName("reason"), SQLDataType.VARCHAR(2000));

    private final Transactions transactions;
    private final Database database;
    private final ObjectMapper json = new ObjectMapper();

    SqlImportLog(Transactions transactions, Database database) {
        this.transactions = transactions;
        this.database = database;
    }

    @Override
    public Optional<Progress> load(long jobId) {
        return database.read(sql -> sql.select(ROWS_DONE, TALLY)
                .from(IMPORT)
                .where(JOB_ID.eq(jobId))
                .fetchOptional(row -> new Progress(row.get(ROWS_DONE), Tally.of(parse(row.get(TALLY))))));
    }

    @Override
    public void save(long jobId, Progress progress, List<Rejection> rejections) {
        transactions.run(transaction -> {
            write(transaction.sql(), jobId, progress, rejections);
            return null;
        });
    }

    private void write(DSLContext sql, long jobId, Progress progress, List<Rejection> rejections) {
        String tally = format(progress.tally());
        int updated = sql.update(IMPORT)
                .set(ROWS_DONE, progress.rowsDone())
                .set(TALLY, tally)
                .where(JOB_ID.eq(jobId))
                .execute();
        if (updated == 0) {
            sql.insertInto(IMPORT, JOB_ID, ROWS_DONE, TALLY)
                    .values(jobId, progress.rowsDone(), tally)
                    .execute();
        }
        if (!rejections.isEmpty()) {
            BatchBindStep batch = sql.batch(
                    sql.insertInto(REJECTION, JOB_ID, ROW_NO, REASON).values((Long) null, (Long) null, (String) null));
            rejections.forEach(rejection -> batch.bind(jobId, rejection.row(), rejection.reason()));
            batch.execute();
        }
    }

    @Override
    public List<Rejection> rejections(long jobId, long afterRow, int limit) {
        return database.read(sql -> sql.select(ROW_NO, REASON)
                .from(REJECTION)
                .where(JOB_ID.eq(jobId).and(ROW_NO.gt(afterRow)))
                .orderBy(ROW_NO)
                .limit(limit)
                .fetch(row -> new Rejection(row.get(ROW_NO), row.get(REASON))));
    }

    @Override
    public void clear(long jobId) {
        transactions.run(transaction -> {
            transaction.sql().deleteFrom(REJECTION).where(JOB_ID.eq(jobId)).execute();
            transaction.sql().deleteFrom(IMPORT).where(JOB_ID.eq(jobId)).execute();
            return null;
        });
    }

    private String format(Tally tally) {
        try {
            return json.writeValueAsString(tally.toMap());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<?, ?> parse(String text) {
        try {
            return json.readValue(text, Map.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
