package org.penglai.crm.exchange.internal.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamCastMode;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.SealedColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Several key fields are asked for column by column and put together here, because Derby has no row values. Two more
 * things keep Derby on the index: parameters without casts, since it does not look up {@code cast(? as varchar)} but
 * scans; and small pages of values, since it keeps a plan from the time when the table was empty for the next hundred
 * runs of the statement (measured at 10,000 rows: 2.3 ms for each of 500 values, 0.03 ms for each of 20).
 */
public final class SqlRecordIndex implements RecordIndex {

    private static final Field<Long> ID = DSL.field(DSL.unquotedName("id"), SQLDataType.BIGINT);
    /** The column that unique indexes end with, so that a key is looked up in them whatever the statistics say. */
    private static final Condition LIVE =
            DSL.field(DSL.unquotedName("deleted_marker"), SQLDataType.BIGINT).eq(DSL.inline(0L));

    private static final int DERBY_PAGE = 20;
    private static final int PAGE = 1_000;

    private final Database database;

    public SqlRecordIndex(Database database) {
        this.database = database;
    }

    @Override
    public Map<RecordKey, List<Long>> byKey(StoredType type, Collection<RecordKey> keys) {
        Map<RecordKey, List<Long>> found = new HashMap<>();
        pages(keys).forEach(page -> addByKey(type, page, found));
        return found;
    }

    private void addByKey(StoredType type, List<RecordKey> keys, Map<RecordKey, List<Long>> found) {
        List<String> names = keys.get(0).fields();
        List<Field<?>> columns = new ArrayList<>();
        boolean plain = true;
        Condition condition = LIVE;
        for (int i = 0; i < names.size(); i++) {
            StoredField field = type.fields().get(names.get(i));
            Field<?> column = column(field);
            plain &= field.kind() != FieldKind.INTEGER;
            columns.add(column);
            Set<Object> values = new LinkedHashSet<>();
            for (RecordKey key : keys) {
                values.add(key.values().get(i));
            }
            // Sealed values are compared here, once they are opened: other parts of the key narrow the search.
            if (!field.sealed()) {
                condition = condition.and(column.in(values));
            } else if (names.size() == 1) {
                condition = condition.and(SealedColumns.among(
                        raw(field),
                        field.protection(),
                        values.stream().map(String.class::cast).toList()));
            }
        }
        Set<RecordKey> wanted = new HashSet<>(keys);
        for (Record row : select(type, columns, condition, plain)) {
            List<Object> values = new ArrayList<>();
            columns.forEach(column -> values.add(row.get(column)));
            RecordKey key = new RecordKey(names, values);
            if (wanted.contains(key)) {
                found.computeIfAbsent(key, k -> new ArrayList<>(1)).add(row.get(ID));
            }
        }
    }

    @Override
    public Map<String, List<Long>> byNumber(StoredType type, Collection<String> numbers) {
        return type.numberField() == null
                ? Map.of()
                : byText(type, type.fields().get(type.numberField()), numbers);
    }

    @Override
    public Map<String, List<Long>> byTitle(StoredType type, Collection<String> titles) {
        return byText(type, type.title(), titles);
    }

    @Override
    public Set<Long> byId(StoredType type, Collection<Long> ids) {
        Set<Long> found = new HashSet<>();
        for (List<Long> page : pages(ids)) {
            select(type, List.of(), LIVE.and(ID.in(page)), false).forEach(row -> found.add(row.get(ID)));
        }
        return found;
    }

    private Map<String, List<Long>> byText(StoredType type, StoredField field, Collection<String> texts) {
        Field<String> column = DSL.field(DSL.unquotedName(field.column()), SQLDataType.VARCHAR);
        Map<String, List<Long>> found = new HashMap<>();
        for (List<String> page : pages(fitting(field, texts))) {
            for (Record row : select(type, List.of(column), LIVE.and(column.in(page)), true)) {
                found.computeIfAbsent(row.get(column), k -> new ArrayList<>(1)).add(row.get(ID));
            }
        }
        return found;
    }

    /** Without the others: a parameter that is too long for its column fails instead of finding nothing. */
    private static List<String> fitting(StoredField field, Collection<String> texts) {
        return texts.stream()
                .filter(text -> field.maxLength() == 0 || text.length() <= field.maxLength())
                .toList();
    }

    private <T> List<List<T>> pages(Collection<T> values) {
        int size = database.dialect() == SQLDialect.DERBY ? DERBY_PAGE : PAGE;
        List<T> all = List.copyOf(values);
        List<List<T>> pages = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            pages.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return pages;
    }

    /** @param plain whether the values are sure to fit into their columns, so that casts can be left out */
    private List<Record> select(StoredType type, List<Field<?>> columns, Condition condition, boolean plain) {
        List<Field<?>> all = new ArrayList<>(columns);
        all.add(ID);
        return database.read(sql -> new ArrayList<Record>((plain ? withoutCasts(sql) : sql)
                .select(all)
                .from(DSL.table(DSL.unquotedName(type.table())))
                .where(condition)
                .fetch()));
    }

    private static DSLContext withoutCasts(DSLContext sql) {
        return sql.configuration()
                .deriveSettings(settings -> settings.withParamCastMode(ParamCastMode.NEVER))
                .dsl();
    }

    private static Field<?> column(StoredField field) {
        if (field.kind() == FieldKind.REFERENCE || field.kind() == FieldKind.INTEGER) {
            return DSL.field(DSL.unquotedName(field.column()), SQLDataType.BIGINT);
        }
        return field.kind() == FieldKind.DATE
                ? DSL.field(DSL.unquotedName(field.column()), LocalDate.class)
                : field.sealed() ? SealedColumns.opened(raw(field), field.protection()) : raw(field);
    }

    private static Field<String> raw(StoredField field) {
        return DSL.field(DSL.unquotedName(field.column()), SQLDataType.VARCHAR);
    }
}
