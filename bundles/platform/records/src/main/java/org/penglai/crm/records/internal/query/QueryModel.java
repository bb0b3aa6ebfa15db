package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.internal.types.SystemColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * A type's table and columns as the query builder knows them, under one alias. Immutable. Names are not quoted: each
 * database folds them its own way.
 */
final class QueryModel {
    private final StoredType type;
    private final String alias;
    private final String besideAlias;
    private final Map<String, Field<?>> columns;
    private final Field<Long> id;

    QueryModel(StoredType type, String alias) {
        this.type = type;
        this.alias = alias;
        this.besideAlias = alias + "x";
        this.columns = type.fields().values().stream()
                .filter(field -> field.column() != null)
                .collect(Collectors.toUnmodifiableMap(
                        StoredField::name,
                        field ->
                                DSL.field(unquotedName(aliasOf(field), field.column()), ColumnTypes.of(field.kind()))));
        this.id = DSL.field(unquotedName(alias, SystemColumns.ID), SQLDataType.BIGINT);
    }

    StoredType type() {
        return type;
    }

    private String aliasOf(StoredField field) {
        return field.custom() ? besideAlias : alias;
    }

    /** The table with the values of custom fields; a record without any has no row there. */
    Table<Record> beside() {
        return DSL.table(unquotedName(type.sideTable())).as(unquotedName(besideAlias));
    }

    /** Id of the row in {@link #beside}. */
    Field<Long> besideId() {
        return DSL.field(unquotedName(besideAlias, SystemColumns.ID), SQLDataType.BIGINT);
    }

    Table<Record> table() {
        return DSL.table(unquotedName(type.table())).as(unquotedName(alias));
    }

    Field<?> column(StoredField field) {
        return columns.get(field.name());
    }

    Field<String> currency(StoredField money) {
        return DSL.field(unquotedName(aliasOf(money), money.currencyColumn()), SQLDataType.VARCHAR);
    }

    Field<Long> id() {
        return id;
    }

    /** A column of numbers that every record table has, whether its field is in sight or not. */
    Field<Long> plain(String column) {
        return DSL.field(unquotedName(alias, column), SQLDataType.BIGINT);
    }

    Field<LocalDateTime> deletedAt() {
        return DSL.field(unquotedName(alias, SystemColumns.DELETED_AT), SQLDataType.LOCALDATETIME);
    }

    Field<String> sortKey() {
        return DSL.field(unquotedName(alias, SystemColumns.SORT_KEY), SQLDataType.VARCHAR);
    }

    Field<String> initials() {
        return DSL.field(unquotedName(alias, SystemColumns.INITIALS), SQLDataType.VARCHAR);
    }
}
