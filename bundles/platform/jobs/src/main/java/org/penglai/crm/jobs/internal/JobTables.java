package org.penglai.crm.jobs.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Tables and columns of the schema {@code jobs}. */
final class JobTables {
    static final Table<Record> JOBS = table(unquotedName("crm_job"));
    static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    static final Field<String> KIND = column("kind", SQLDataType.VARCHAR);
    static final Field<String> LABEL_ZH = column("label_zh", SQLDataType.VARCHAR);
    static final Field<String> LABEL_EN = column("label_en", SQLDataType.VARCHAR);
    static final Field<String> STATE = column("state", SQLDataType.VARCHAR);
    static final Field<Long> DONE = column("done", SQLDataType.BIGINT);
    static final Field<Long> TOTAL = column("total", SQLDataType.BIGINT);
    static final Field<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    static final Field<Long> CREATED_BY = column("created_by", SQLDataType.BIGINT);
    static final Field<LocalDateTime> STARTED_AT = column("started_at", SQLDataType.LOCALDATETIME);
    static final Field<LocalDateTime> FINISHED_AT = column("finished_at", SQLDataType.LOCALDATETIME);
    static final Field<String> MESSAGE_ZH = column("message_zh", SQLDataType.VARCHAR);
    static final Field<String> MESSAGE_EN = column("message_en", SQLDataType.VARCHAR);
    static final Field<String> CALLER = column("caller", SQLDataType.CLOB);
    static final Field<String> PARAMETERS = column("parameters", SQLDataType.CLOB);
    static final Field<String> RESULT = column("result", SQLDataType.CLOB);
    static final Field<Boolean> CANCEL_REQUESTED = column("cancel_requested", SQLDataType.BOOLEAN);
    static final Field<Integer> ATTEMPTS = column("attempts", SQLDataType.INTEGER);
    static final Field<String> LEASE_OWNER = column("lease_owner", SQLDataType.VARCHAR);
    static final Field<LocalDateTime> LEASE_UNTIL = column("lease_until", SQLDataType.LOCALDATETIME);

    static final Table<Record> FILES = table(unquotedName("crm_job_file"));
    static final Field<Long> FILE_JOB = column("job_id", SQLDataType.BIGINT);
    static final Field<String> DIRECTION = column("direction", SQLDataType.VARCHAR);
    static final Field<String> FILE_NAME = column("name", SQLDataType.VARCHAR);
    static final Field<Long> SIZE = column("size_bytes", SQLDataType.BIGINT);

    private JobTables() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return field(unquotedName(name), type);
    }
}
