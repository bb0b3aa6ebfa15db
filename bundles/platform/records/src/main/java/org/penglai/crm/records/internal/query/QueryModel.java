package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.internal.types.SystemColumns;
import org.penglai.crm.records.spi.SealedColumns;
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
    /** Null where every record in sight shows all fields. */
    private final RowRule narrow;

    QueryModel(StoredType type, String alias) {
        this.type = type;
        this.alias = alias;
        this.besideAlias = alias + "x";
        this.columns = type.fields().values().stream()
                .filter(field -> field.column() != null)
                .collect(Collectors.toUnmodifiableMap(StoredField::name, this::columnOf));
        this.id = DSL.field(unquotedName(alias, SystemColumns.ID), SQLDataType.BIGINT);
        this.narrow = null;
    }

    private QueryModel(QueryModel wide, RowRule narrow) {
        this.type = wide.type;
        this.alias = wide.alias;
        this.besideAlias = wide.besideAlias;
        this.columns = wide.columns;
        this.id = wide.id;
        this.narrow = narrow;
    }

    /** The same table, in which fields that a record in sight does not show have no value. */
    QueryModel under(RowRule rule) {
        return rule.narrow() ? new QueryModel(this, rule) : this;
    }

    /** Whether some records in sight do not show all fields. */
    boolean isNarrow() {
        return narrow != null;
    }

    /** Whether all records in sight show the field. */
    boolean isOpen(StoredField field) {
        return narrow == null
                || field.system() && field.column() != null
                || field.name().equals(type.titleField())
                || narrow.showing(field.name()).equals(narrow);
    }

    Field<LocalDateTime> updatedAt() {
        return DSL.field(unquotedName(alias, SystemColumns.UPDATED_AT), SQLDataType.LOCALDATETIME);
    }

    /** Which records in sight show the field. */
    Condition shows(StoredField field) {
        return isOpen(field) ? DSL.noCondition() : RowSql.condition(narrow.showing(field.name()), this);
    }

    StoredType type() {
        return type;
    }

    private Field<?> columnOf(StoredField field) {
        Field<?> column = DSL.field(unquotedName(aliasOf(field), field.column()), ColumnTypes.of(field.kind()));
        return field.sealed() ? SealedColumns.opened(column.coerce(String.class), field.protection()) : column;
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

    /** The field's values; none where a record does not show them, so that nothing can be found out by them. */
    Field<?> column(StoredField field) {
        return shown(field, stored(field));
    }

    /** The field's values whether they are shown or not. */
    Field<?> stored(StoredField field) {
        return columns.get(field.name());
    }

    Field<String> currency(StoredField money) {
        return shown(money, DSL.field(unquotedName(aliasOf(money), money.currencyColumn()), SQLDataType.VARCHAR));
    }

    private <T> Field<T> shown(StoredField field, Field<T> column) {
        return column == null || isOpen(field) ? column : DSL.when(shows(field), column);
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
