package org.penglai.crm.records.internal.duplicates;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Tables crm_duplicate_group, crm_duplicate_distinct and crm_duplicate_search. */
final class GroupTables {
    static final Table<Record> GROUPS = DSL.table(unquotedName("crm_duplicate_group"));
    static final Table<Record> DISTINCT = DSL.table(unquotedName("crm_duplicate_distinct"));
    static final Table<Record> SEARCHES = DSL.table(unquotedName("crm_duplicate_search"));

    static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    static final Field<Long> GROUP = column("group_id", SQLDataType.BIGINT);
    static final Field<Integer> SCORE = column("score", SQLDataType.INTEGER);
    static final Field<String> REASONS_ZH = column("reasons_zh", SQLDataType.VARCHAR);
    static final Field<String> REASONS_EN = column("reasons_en", SQLDataType.VARCHAR);
    static final Field<Long> ONE = column("one_id", SQLDataType.BIGINT);
    static final Field<Long> OTHER = column("other_id", SQLDataType.BIGINT);
    static final Field<LocalDateTime> SAID_AT = column("said_at", SQLDataType.LOCALDATETIME);
    static final Field<Long> SAID_BY = column("said_by", SQLDataType.BIGINT);
    static final Field<LocalDateTime> FINISHED_AT = column("finished_at", SQLDataType.LOCALDATETIME);
    static final Field<Integer> FOUND = column("groups_found", SQLDataType.INTEGER);

    private GroupTables() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }
}
