package org.penglai.crm.customization.internal.layout;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_form_layout. */
public final class LayoutTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_form_layout"));

    private static final Field<LocalDateTime> DELETED_AT =
            DSL.field(unquotedName("deleted_at"), SQLDataType.LOCALDATETIME);
    private static final Field<String> TYPE = DSL.field(unquotedName("type_name"), SQLDataType.VARCHAR);
    private static final Field<String> SECTIONS = DSL.field(unquotedName("sections"), SQLDataType.CLOB);

    private LayoutTable() {}

    /** Layouts by type. */
    public static Map<String, Layout> layouts(DSLContext sql) {
        Map<String, Layout> layouts = new HashMap<>();
        sql.select(TYPE, SECTIONS).from(TABLE).where(DELETED_AT.isNull()).forEach(row -> Layout.read(row.value2())
                .ifPresent(layout -> layouts.put(row.value1(), layout)));
        return layouts;
    }
}
