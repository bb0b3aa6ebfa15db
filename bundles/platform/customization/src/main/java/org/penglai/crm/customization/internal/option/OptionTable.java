package org.penglai.crm.customization.internal.option;

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

/** Table crm_picklist_option. */
public final class OptionTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_picklist_option"));

    private static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    private static final Field<LocalDateTime> DELETED_AT = column("deleted_at", SQLDataType.LOCALDATETIME);
    private static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    private static final Field<String> FIELD = column("field_name", SQLDataType.VARCHAR);
    private static final Field<String> CODE = column("code", SQLDataType.VARCHAR);
    private static final Field<String> LABEL_ZH = column("label_zh", SQLDataType.VARCHAR);
    private static final Field<String> LABEL_EN = column("label_en", SQLDataType.VARCHAR);
    private static final Field<Integer> POSITION = column("position", SQLDataType.INTEGER);
    private static final Field<Boolean> RETIRED = column("retired", SQLDataType.BOOLEAN);

    private OptionTable() {}

    /** In the order in which they were made. */
    public static List<OptionRow> all(DSLContext sql) {
        return sql.select(TYPE, FIELD, CODE, LABEL_ZH, LABEL_EN, POSITION, RETIRED)
                .from(TABLE)
                .where(DELETED_AT.isNull())
                .orderBy(ID)
                .fetch(row -> new OptionRow(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        Localized.of(row.value4(), row.value5()),
                        row.value6(),
                        row.value7()));
    }

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }
}
