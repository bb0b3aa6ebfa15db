package org.penglai.crm.records.internal.custom;

import static org.jooq.impl.DSL.unquotedName;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.UniqueKeys;

/**
 * The indexes behind what rules call unique, recognised by their names. Derby has no indexes of expressions: there, small
 * letters lie in a column that the database computes.
 */
final class KeyIndexes {
    /** Of texts in an index; a longer one might not fit into a page. */
    private static final int LONGEST_KEY = 500;

    private static final String AS_WRITTEN = "_equal_";
    private static final String FOLDED = "_same_";

    private final DataSource source;
    private final FoldedColumns folded;

    KeyIndexes(DataSource source, FoldedColumns folded) {
        this.source = source;
        this.folded = folded;
    }

    /** An index that a key wants: in the type's own table or in the side table. */
    private record Wanted(String table, boolean folds, List<StoredField> fields, UniqueKeys.Key key) {
        String name() {
            String columns = fields.stream().map(StoredField::column).collect(Collectors.joining("_"));
            return TableIndexes.shortened(table + (folds ? FOLDED : AS_WRITTEN) + columns);
        }
    }

    void keep(StoredType type, Collection<UniqueKeys.Key> keys) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        keys.forEach(key -> wanted(type, key).forEach(each -> wanted.put(each.name(), each)));
        // Concurrently means outside of any transaction.
        try (Connection connection = source.getConnection()) {
            TableIndexes indexes = new TableIndexes(connection);
            for (Wanted each : wanted.values()) {
                make(indexes, each);
            }
            for (String table : List.of(type.table(), type.sideTable())) {
                drop(indexes, table, wanted.values());
            }
        } catch (SQLException e) {
            throw new DataAccessException("the indexes of keys of " + type.name() + " are not as they should be", e);
        }
    }

    private static List<Wanted> wanted(StoredType type, UniqueKeys.Key key) {
        Map<Boolean, List<StoredField>> fields = key.fields().stream()
                .flatMap(name -> type.field(name).stream())
                .filter(field -> field.column() != null && field.maxLength() <= LONGEST_KEY)
                .collect(Collectors.partitioningBy(StoredField::custom));
        List<Wanted> wanted = new ArrayList<>();
        fields.forEach((custom, some) -> {
            if (!some.isEmpty()) {
                String table = custom ? type.sideTable() : type.table();
                wanted.add(new Wanted(table, some.stream().anyMatch(key::folds), some, key));
            }
        });
        return wanted;
    }

    private void make(TableIndexes indexes, Wanted wanted) throws SQLException {
        DSLContext sql = indexes.sql();
        boolean derby = sql.dialect().family() == SQLDialect.DERBY;
        List<Field<?>> expressions = new ArrayList<>();
        List<StoredField> beside = new ArrayList<>();
        for (StoredField field : wanted.fields()) {
            Field<String> column = DSL.field(unquotedName(field.column()), SQLDataType.VARCHAR);
            if (!wanted.key().folds(field)) {
                expressions.add(column);
            } else if (derby) {
                beside.add(field);
                expressions.add(DSL.field(unquotedName(FoldedColumns.name(field.column()))));
            } else {
                expressions.add(DSL.lower(column));
            }
        }
        Set<String> columns = beside.isEmpty() ? Set.of() : indexes.columns(wanted.table());
        for (StoredField field : beside) {
            Name name = unquotedName(FoldedColumns.name(field.column()));
            if (!columns.contains(FoldedColumns.name(field.column()))) {
                sql.execute(
                        "alter table {0} add column {1} generated always as (lower({2}))",
                        unquotedName(wanted.table()), name, unquotedName(field.column()));
            }
        }
        indexes.make(wanted.table(), wanted.name(), expressions);
        beside.forEach(field -> folded.came(wanted.table(), field.column()));
    }

    private void drop(TableIndexes indexes, String table, Collection<Wanted> wanted) throws SQLException {
        Set<String> kept = wanted.stream().map(Wanted::name).collect(Collectors.toSet());
        for (String index : indexes.of(table)) {
            boolean ours = index.startsWith(table + AS_WRITTEN) || index.startsWith(table + FOLDED);
            if (ours && !kept.contains(index)) {
                indexes.drop(index);
            }
        }
        if (indexes.sql().dialect().family() != SQLDialect.DERBY) {
            return;
        }
        Set<String> used = new HashSet<>();
        wanted.stream().filter(each -> each.table().equals(table)).forEach(each -> each.fields().stream()
                .filter(each.key()::folds)
                .forEach(field -> used.add(FoldedColumns.name(field.column()))));
        for (String column : indexes.columns(table)) {
            // Whoever has just learnt of the column may be asking it: it goes in the next round.
            if (column.startsWith(CustomColumns.FOLDED)
                    && !used.contains(column)
                    && !folded.goes(table, column.substring(CustomColumns.FOLDED.length()))) {
                indexes.sql().execute("alter table {0} drop column {1}", unquotedName(table), unquotedName(column));
            }
        }
    }
}
