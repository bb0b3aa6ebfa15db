package org.penglai.crm.records.internal.views;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Columns of {@code crm_view}. */
final class ViewTable {
    static final Table<Record> TABLE = DSL.table(unquotedName("crm_view"));

    static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    static final Field<Long> VERSION = column("version", SQLDataType.BIGINT);
    static final Field<Long> OWNER = column("owner_id", SQLDataType.BIGINT);
    static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    static final Field<String> NAME = column("name", SQLDataType.VARCHAR);
    /** What must be unique: the name in lower case. */
    static final Field<String> NAME_KEY = column("name_key", SQLDataType.VARCHAR);

    static final Field<String> FILTER = column("filter_text", SQLDataType.VARCHAR);
    static final Field<String> SEARCH = column("search_text", SQLDataType.VARCHAR);
    static final Field<String> SORT = column("sort_text", SQLDataType.VARCHAR);
    /** Separated by commas. */
    static final Field<String> COLUMNS = column("column_names", SQLDataType.CLOB);

    static final Field<String> GROUP = column("group_field", SQLDataType.VARCHAR);
    static final Field<String> DENSITY = column("density", SQLDataType.VARCHAR);
    static final Field<Boolean> SHARED = column("shared", SQLDataType.BOOLEAN);
    /** Of a shared one: whether only the owner's department sees it. */
    static final Field<Boolean> DEPARTMENT_ONLY = column("department_only", SQLDataType.BOOLEAN);

    static final Field<LocalDateTime> CREATED_AT = column("created_at", SQLDataType.LOCALDATETIME);
    static final Field<LocalDateTime> UPDATED_AT = column("updated_at", SQLDataType.LOCALDATETIME);

    private ViewTable() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }
}
