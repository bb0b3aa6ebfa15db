package org.penglai.crm.files.internal.upload;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_upload. */
final class UploadTable {
    static final Table<Record> TABLE = DSL.table(unquotedName("crm_upload"));
    static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    static final Field<String> TOKEN_HASH = column("token_hash", SQLDataType.VARCHAR);
    static final Field<String> NAME = column("name", SQLDataType.VARCHAR);
    static final Field<Long> SIZE = column("size_bytes", SQLDataType.BIGINT);
    /** What it is by its content; null until it is whole. */
    static final Field<String> MEDIA_TYPE = column("media_type", SQLDataType.VARCHAR);

    static final Field<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    static final Field<Integer> ATTEMPTS = column("attempts", SQLDataType.INTEGER);
    /** When it is looked at; null until it is meant for a record. */
    static final Field<LocalDateTime> NEXT_TRY_AT = column("next_try_at", SQLDataType.LOCALDATETIME);

    private UploadTable() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }
}
