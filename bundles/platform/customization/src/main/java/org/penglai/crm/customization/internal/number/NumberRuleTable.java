package org.penglai.crm.customization.internal.number;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Table crm_number_rule. */
public final class NumberRuleTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_number_rule"));

    private static final Field<LocalDateTime> DELETED_AT =
            DSL.field(unquotedName("deleted_at"), SQLDataType.LOCALDATETIME);
    private static final Field<String> TYPE = DSL.field(unquotedName("type_name"), SQLDataType.VARCHAR);
    private static final Field<String> PATTERN = DSL.field(unquotedName("pattern"), SQLDataType.VARCHAR);

    private NumberRuleTable() {}

    /** Patterns by type. */
    public static Map<String, String> patterns(DSLContext sql) {
        return sql.select(TYPE, PATTERN).from(TABLE).where(DELETED_AT.isNull()).fetchMap(TYPE, PATTERN);
    }
}
