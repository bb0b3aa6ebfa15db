package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_recycle: which deleted records belong together. */
public final class RecycleTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_recycle"));
    public static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    public static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    /** Ids of batches grow with time. */
    public static final Field<Long> BATCH = column("batch_id", SQLDataType.BIGINT);

    public static final Field<LocalDateTime> DELETED_AT = column("deleted_at", SQLDataType.LOCALDATETIME);
    public static final Field<Long> DELETED_BY = column("deleted_by", SQLDataType.BIGINT);
    /** Whether the deletion was asked for; the others of the batch went along. */
    public static final Field<Boolean> ROOT = column("is_root", SQLDataType.BOOLEAN);

    private RecycleTable() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName("crm_recycle", name), type);
    }
}
