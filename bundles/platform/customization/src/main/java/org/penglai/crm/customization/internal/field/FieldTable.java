package org.penglai.crm.customization.internal.field;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.Localized;

/** Table crm_custom_field. */
public final class FieldTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_custom_field"));

    static final Field<LocalDateTime> UPDATED_AT = column("updated_at", SQLDataType.LOCALDATETIME);
    private static final Field<Long> ID = column("id", SQLDataType.BIGINT);
    private static final Field<LocalDateTime> DELETED_AT = column("deleted_at", SQLDataType.LOCALDATETIME);
    private static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    private static final Field<String> NAME = column("name", SQLDataType.VARCHAR);
    private static final Field<String> LABEL_ZH = column("label_zh", SQLDataType.VARCHAR);
    private static final Field<String> LABEL_EN = column("label_en", SQLDataType.VARCHAR);
    private static final Field<String> HELP_ZH = column("help_zh", SQLDataType.VARCHAR);
    private static final Field<String> HELP_EN = column("help_en", SQLDataType.VARCHAR);
    private static final Field<String> KIND = column("kind", SQLDataType.VARCHAR);
    private static final Field<Boolean> REQUIRED = column("required", SQLDataType.BOOLEAN);
    private static final Field<Integer> MAX_LENGTH = column("max_length", SQLDataType.INTEGER);
    private static final Field<Integer> SCALE = column("scale", SQLDataType.INTEGER);
    private static final Field<String> TARGET = column("target", SQLDataType.VARCHAR);
    private static final Field<Integer> POSITION = column("position", SQLDataType.INTEGER);
    private static final Field<Boolean> INDEXED = column("indexed", SQLDataType.BOOLEAN);
    private static final Field<String> STATUS = column("status", SQLDataType.VARCHAR);
    private static final Field<String> COLUMN = column("column_name", SQLDataType.VARCHAR);

    private FieldTable() {}

    /** Fields that everybody sees, in their order. */
    public static List<FieldRow> active(DSLContext sql) {
        return rows(sql, STATUS.eq(FieldStatus.ACTIVE));
    }

    static List<FieldRow> in(DSLContext sql, String status) {
        return rows(sql, STATUS.eq(status));
    }

    static List<FieldRow> since(DSLContext sql, String status, LocalDateTime before) {
        return rows(sql, STATUS.eq(status).and(UPDATED_AT.lt(before)));
    }

    private static List<FieldRow> rows(DSLContext sql, Condition which) {
        return sql.select(
                        ID,
                        TYPE,
                        NAME,
                        LABEL_ZH,
                        LABEL_EN,
                        HELP_ZH,
                        HELP_EN,
                        KIND,
                        REQUIRED,
                        MAX_LENGTH,
                        SCALE,
                        TARGET,
                        INDEXED,
                        STATUS,
                        COLUMN)
                .from(TABLE)
                .where(which)
                .and(DELETED_AT.isNull())
                .orderBy(TYPE, POSITION, ID)
                .fetch(FieldTable::row);
    }

    private static FieldRow row(Record row) {
        String help = row.get(HELP_ZH) == null ? row.get(HELP_EN) : row.get(HELP_ZH);
        String helpEn = row.get(HELP_EN) == null ? help : row.get(HELP_EN);
        return new FieldRow(
                row.get(ID),
                row.get(TYPE),
                row.get(NAME),
                Localized.of(row.get(LABEL_ZH), row.get(LABEL_EN)),
                help == null ? null : Localized.of(help, helpEn),
                CustomKind.of(row.get(KIND)).orElseThrow().kind(),
                row.get(REQUIRED),
                row.get(MAX_LENGTH),
                row.get(SCALE),
                row.get(TARGET),
                row.get(INDEXED),
                row.get(STATUS),
                row.get(COLUMN));
    }

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName(name), type);
    }
}
