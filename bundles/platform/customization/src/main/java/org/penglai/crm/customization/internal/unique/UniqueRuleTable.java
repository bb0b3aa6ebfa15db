package org.penglai.crm.customization.internal.unique;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.spi.UniqueKeys.Key;

/** Table crm_unique_rule. */
public final class UniqueRuleTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_unique_rule"));

    private static final Field<Long> ID = DSL.field(unquotedName("id"), SQLDataType.BIGINT);
    private static final Field<LocalDateTime> DELETED_AT =
            DSL.field(unquotedName("deleted_at"), SQLDataType.LOCALDATETIME);
    private static final Field<String> TYPE = DSL.field(unquotedName("type_name"), SQLDataType.VARCHAR);
    private static final Field<String> FIELDS = DSL.field(unquotedName("field_names"), SQLDataType.VARCHAR);
    private static final Field<Boolean> ACTIVE = DSL.field(unquotedName("active"), SQLDataType.BOOLEAN);

    private static final Field<Boolean> IGNORE_CASE = DSL.field(unquotedName("ignore_case"), SQLDataType.BOOLEAN);

    private UniqueRuleTable() {}

    /** What the rules in use say, by type. */
    public static Map<String, List<Key>> active(DSLContext sql) {
        return sql
                .select(TYPE, FIELDS, IGNORE_CASE)
                .from(TABLE)
                .where(ACTIVE.eq(true))
                .and(DELETED_AT.isNull())
                .orderBy(ID)
                .fetch()
                .stream()
                .collect(groupingBy(
                        row -> row.value1(),
                        mapping(
                                row -> new Key(FieldNames.of(row.value2()), Boolean.TRUE.equals(row.value3())),
                                toList())));
    }
}
