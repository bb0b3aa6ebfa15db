package org.penglai.crm.customization.internal.rule;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.Localized;

/** Table crm_validation_rule. */
public final class RuleTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_validation_rule"));

    private static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    private static final Field<LocalDateTime> DELETED_AT = column("deleted_at", SQLDataType.LOCALDATETIME);
    private static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    private static final Field<String> NAME = column("name", SQLDataType.VARCHAR);
    private static final Field<String> CONDITION = column("condition_text", SQLDataType.VARCHAR);
    private static final Field<String> FIELD = column("field_name", SQLDataType.VARCHAR);
    private static final Field<String> MESSAGE_ZH = column("message_zh", SQLDataType.VARCHAR);
    private static final Field<String> MESSAGE_EN = column("message_en", SQLDataType.VARCHAR);
    private static final Field<Boolean> ACTIVE = column("active", SQLDataType.BOOLEAN);

    private RuleTable() {}

    /** Rules in use, in the order in which they were made. */
    public static List<RuleRow> active(DSLContext sql) {
        return sql.select(TYPE, NAME, CONDITION, FIELD, MESSAGE_ZH, MESSAGE_EN)
                .from(TABLE)
                .where(ACTIVE.eq(true))
                .and(DELETED_AT.isNull())
                .orderBy(ID)
                .fetch(row -> new RuleRow(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4() == null ? "" : row.value4(),
                        Localized.of(row.value5(), row.value6())));
    }

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }
}
