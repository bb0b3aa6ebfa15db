package org.penglai.crm.files.internal;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_attachment. */
final class AttachmentTable {
    static final Table<Record> TABLE = DSL.table(unquotedName("crm_attachment"));
    static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    static final Field<String> NAME = column("name", SQLDataType.VARCHAR);
    static final Field<String> MEDIA_TYPE = column("media_type", SQLDataType.VARCHAR);
    static final Field<Long> SIZE = column("size_bytes", SQLDataType.BIGINT);
    static final Field<String> SHA256 = column("sha256", SQLDataType.VARCHAR);
    static final Field<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    static final Field<Long> CREATED_BY = column("created_by", SQLDataType.BIGINT);

    private AttachmentTable() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }
}
