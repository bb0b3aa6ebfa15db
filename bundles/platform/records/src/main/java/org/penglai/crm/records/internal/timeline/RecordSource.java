package org.penglai.crm.records.internal.timeline;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.TimelineDefinition;
import org.penglai.crm.api.records.TimelineEntry;
import org.penglai.crm.api.records.TimelinePosition;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.internal.query.Masking;
import org.penglai.crm.records.internal.types.SystemColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Records of another type that point to the one whose timeline it is, by metadata alone.
 *
 * @param type their type, as the reader sees it
 * @param masked names of fields of which the reader sees a part at most
 * @param definition how they appear
 */
record RecordSource(StoredType type, Set<String> masked, TimelineDefinition definition) {
    /** Whether the type's records point to records of the target. */
    boolean leadsTo(String target) {
        StoredField field = type.fields().get(definition.field());
        if (field == null) {
            return false;
        }
        return field.kind() == FieldKind.LINKS
                ? field.targets().isEmpty() || field.targets().contains(target)
                : target.equals(field.target());
    }

    /**
     * Entries behind the position, at most so many.
     *
     * @param visible which records of the type the caller may see
     */
    List<TimelineEntry> find(
            DSLContext sql, Condition visible, String target, long id, TimelinePosition after, int limit) {
        StoredField field = type.fields().get(definition.field());
        Field<Long> record = column(SystemColumns.ID, SQLDataType.BIGINT);
        Field<LocalDateTime> created = column(SystemColumns.CREATED_AT, SQLDataType.LOCALDATETIME);
        StoredField when = type.fields().get(definition.atField());
        // An entry without a time of its own stands where the record was made.
        Field<LocalDateTime> at = when == null || when.column().equals(SystemColumns.CREATED_AT)
                ? created
                : coalesce(column(when.column(), SQLDataType.LOCALDATETIME), created);
        List<StoredField> codes = codes();
        List<Field<?>> columns = new ArrayList<>(List.of(
                record,
                at.as("happened"),
                column(SystemColumns.CREATED_BY, SQLDataType.BIGINT),
                text(type.title()),
                text(textField())));
        codes.forEach(code -> columns.add(text(code)));
        SelectJoinStep<Record> select =
                sql.select(columns).from(DSL.table(unquotedName(type.table())).as(unquotedName("t")));
        Condition wanted = column(SystemColumns.DELETED_AT, SQLDataType.LOCALDATETIME)
                .isNull()
                .and(visible);
        if (field.kind() == FieldKind.LINKS) {
            select = select.join(LinkTable.TABLE)
                    .on(LinkTable.RECORD.eq(record))
                    .and(LinkTable.TYPE.eq(type.name()))
                    .and(LinkTable.FIELD.eq(field.name()));
            wanted = wanted.and(LinkTable.TARGET.eq(id)).and(LinkTable.TARGET_TYPE.eq(target));
        } else {
            wanted = wanted.and(column(field.column(), SQLDataType.BIGINT).eq(id));
        }
        if (after != null) {
            LocalDateTime moment = LocalDateTime.ofInstant(after.at(), ZoneOffset.UTC);
            wanted = wanted.and(at.lt(moment).or(at.eq(moment).and(record.lt(after.id()))));
        }
        return select.where(wanted)
                .orderBy(at.desc(), record.desc())
                .limit(limit)
                .fetch(row -> entry(row, codes));
    }

    private TimelineEntry entry(Record row, List<StoredField> codes) {
        String title = shown(type.title(), row.get(3, String.class));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", title);
        for (int at = 0; at < codes.size(); at++) {
            data.put(codes.get(at).name(), shown(codes.get(at), row.get(5 + at, String.class)));
        }
        long id = row.get(0, Long.class);
        return new TimelineEntry(
                id,
                definition.kind(),
                row.get(1, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.get(2, Long.class),
                type.name(),
                id,
                Localized.of(type.label().zh() + "：" + title, type.label().en() + ": " + title),
                shown(textField(), row.get(4, String.class)),
                data);
    }

    private String shown(StoredField field, String value) {
        return field != null && masked.contains(field.name()) ? Masking.shown(field.kind(), value) : value;
    }

    /** What the page may show as a badge or icon. */
    private List<StoredField> codes() {
        return type.fields().values().stream()
                .filter(field -> field.kind() == FieldKind.ENUMERATION || field.kind() == FieldKind.PICKLIST)
                .filter(field -> field.column() != null)
                .toList();
    }

    private StoredField textField() {
        return definition.textField() == null ? null : type.fields().get(definition.textField());
    }

    private static Field<String> text(StoredField field) {
        return field == null || field.column() == null
                ? DSL.castNull(SQLDataType.VARCHAR(1))
                : column(field.column(), SQLDataType.VARCHAR);
    }

    private static <T> Field<T> column(String name, org.jooq.DataType<T> type) {
        return DSL.field(unquotedName("t", name), type);
    }
}
