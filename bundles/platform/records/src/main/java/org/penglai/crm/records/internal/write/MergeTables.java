package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Tables crm_merge, crm_merged and crm_merge_move. */
final class MergeTables {
    static final Table<Record> MERGES = DSL.table(unquotedName("crm_merge"));
    static final Table<Record> MERGED = DSL.table(unquotedName("crm_merged"));
    static final Table<Record> MOVES = DSL.table(unquotedName("crm_merge_move"));

    static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    static final Field<Long> KEPT = column("kept_id", SQLDataType.BIGINT);
    static final Field<LocalDateTime> AT = column("merged_at", SQLDataType.LOCALDATETIME);
    static final Field<Long> BY = column("merged_by", SQLDataType.BIGINT);
    static final Field<String> BEFORE = column("before_image", SQLDataType.CLOB);
    static final Field<String> AFTER = column("after_image", SQLDataType.CLOB);
    static final Field<LocalDateTime> UNDONE_AT = column("undone_at", SQLDataType.LOCALDATETIME);
    static final Field<Long> MERGE = column("merge_id", SQLDataType.BIGINT);
    static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    static final Field<String> KIND = column("kind", SQLDataType.VARCHAR);
    static final Field<String> FIELD = column("field_name", SQLDataType.VARCHAR);
    static final Field<Long> FROM = column("from_id", SQLDataType.BIGINT);
    static final Field<Integer> PLACE = column("place", SQLDataType.INTEGER);

    private MergeTables() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }
}
