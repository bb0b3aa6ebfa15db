package org.penglai.crm.privacy.internal.erasure;

import static org.penglai.crm.privacy.internal.erasure.Columns.number;
import static org.penglai.crm.privacy.internal.erasure.Columns.table;
import static org.penglai.crm.privacy.internal.erasure.Columns.text;
import static org.penglai.crm.privacy.internal.erasure.Columns.time;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.PersonalFields;
import org.penglai.crm.records.spi.SealedColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** The row of a person's record: emptied, not deleted, because orders and invoices of others lead to it. */
final class OwnRow {
    /** Says something of how the firm works with somebody, nothing of who it is. */
    private static final Set<FieldKind> KEPT =
            Set.of(FieldKind.ENUMERATION, FieldKind.BOOLEAN, FieldKind.REFERENCE, FieldKind.ID);

    private OwnRow() {}

    /** Values of the row, whether it is deleted or not; null if there is none. */
    static Record find(DSLContext sql, StoredType type, long id) {
        List<Field<?>> columns = new java.util.ArrayList<>();
        columns.add(number("version"));
        for (StoredField field : own(type)) {
            Field<String> column = text(field.column());
            columns.add(field.protection() != null ? SealedColumns.opened(column, field.protection()) : column);
        }
        PersonKind.field(type).ifPresent(field -> columns.add(text(field.column())));
        return sql.select(columns)
                .from(table(type.table()))
                .where(number("id").eq(id))
                .fetchOne();
    }

    /** Texts by which the person would be found, at least two characters long. */
    static Set<String> words(StoredType type, Record row) {
        Set<String> words = new LinkedHashSet<>();
        for (StoredField field : own(type)) {
            if (PersonalFields.isWords(field.kind())) {
                String value = row.get(text(field.column()));
                if (value != null && value.strip().length() > 1) {
                    words.add(value.strip());
                }
            }
        }
        return words;
    }

    static int filled(StoredType type, Record row) {
        return (int) own(type).stream()
                .filter(field -> row.get(text(field.column())) != null)
                .count();
    }

    /** Fields of the row that are emptied. */
    private static List<StoredField> own(StoredType type) {
        return type.fields().values().stream()
                .filter(field -> !field.system() && !field.custom() && field.column() != null)
                .filter(field -> !KEPT.contains(field.kind()))
                .toList();
    }

    static String anonymous(long id) {
        return "已删除 " + Ids.format(id);
    }

    /** @return the version that the record has afterwards */
    static long empty(DSLContext sql, StoredType type, long id, LocalDateTime now, long by) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        for (StoredField field : own(type)) {
            boolean number = field.name().equals(type.numberField());
            boolean title = field.name().equals(type.titleField());
            boolean kept = number || field.required() && !PersonalFields.isWords(field.kind());
            if (kept && !title) {
                continue;
            }
            values.put(
                    DSL.field(DSL.unquotedName(field.column())),
                    title || field.required() && PersonalFields.isWords(field.kind()) ? fitting(field, id) : null);
            if (field.currencyColumn() != null) {
                values.put(DSL.field(DSL.unquotedName(field.currencyColumn())), null);
            }
        }
        values.put(text("sort_key"), "");
        values.put(text("initials"), "");
        values.put(number("version"), number("version").plus(1));
        values.put(time("updated_at"), now);
        values.put(number("updated_by"), by);
        sql.update(table(type.table())).set(values).where(number("id").eq(id)).execute();
        Long version = sql.select(number("version"))
                .from(table(type.table()))
                .where(number("id").eq(id))
                .fetchOne(number("version"));
        return version == null ? 0 : version;
    }

    private static String fitting(StoredField field, long id) {
        String text = anonymous(id);
        return field.maxLength() > 0 && text.length() > field.maxLength()
                ? text.substring(text.length() - field.maxLength())
                : text;
    }
}
