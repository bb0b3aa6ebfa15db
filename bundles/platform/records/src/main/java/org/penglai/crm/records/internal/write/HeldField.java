package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Records of a type that name a person in a field. */
record HeldField(
        String id,
        Localized label,
        StoredType type,
        StoredField field,
        List<ActionCondition> conditions,
        boolean optional) {
    Condition of(long user) {
        Condition condition = RecordColumns.reference(field).eq(user).and(RecordColumns.DELETED_AT.isNull());
        for (ActionCondition each : conditions) {
            StoredField asked = type.fields().get(each.field());
            if (asked != null && asked.column() != null && !asked.custom()) {
                condition = condition.and(sql(asked, each));
            }
        }
        return condition;
    }

    private static Condition sql(StoredField field, ActionCondition condition) {
        Field<?> column = DSL.field(unquotedName(field.column()));
        return switch (condition.test()) {
            case FILLED -> column.isNotNull();
            case EMPTY -> column.isNull();
            case IN -> in(field, condition.values());
            case NOT_IN -> column.isNull().or(in(field, condition.values()).not());
        };
    }

    private static Condition in(StoredField field, Set<String> values) {
        return field.kind() == FieldKind.BOOLEAN
                ? DSL.field(unquotedName(field.column()), SQLDataType.BOOLEAN)
                        .in(values.stream().map(Boolean::valueOf).toList())
                : DSL.field(unquotedName(field.column()), SQLDataType.VARCHAR).in(values);
    }
}
