package org.penglai.crm.records.internal.custom;

import static org.jooq.impl.DSL.unquotedName;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.ChoiceTable;
import org.penglai.crm.records.internal.query.page.CodePoints;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Adds and drops columns of side tables. A nullable column without default is metadata only on both databases, however
 * many rows there are. Each step is a transaction of its own, repeated by the platform while the table is busy.
 */
@Component(service = CustomColumns.class)
public final class SideTableColumns implements CustomColumns {
    private static final int LOCK_MILLISECONDS = 2_000;
    private static final int CURRENCY = 3;
    private static final int LONGEST_NAME = 60;
    private static final Field<Long> ID = DSL.field(unquotedName("id"), SQLDataType.BIGINT.notNull());

    private final Transactions transactions;
    private final DataSource source;

    @Activate
    public SideTableColumns(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource source) {
        this.transactions = transactions;
        this.source = source;
    }

    @Override
    public void add(StoredType type, StoredField field) {
        if (field.column() == null) {
            return;
        }
        run(sql -> {
            if (columns(sql, type).isEmpty()) {
                sql.createTable(table(type))
                        .column(ID)
                        .constraint(DSL.constraint(unquotedName("pk_" + shortened(type.sideTable())))
                                .primaryKey(ID))
                        .execute();
            }
        });
        run(sql -> {
            Set<String> known = columns(sql, type);
            if (!known.contains(field.column())) {
                sql.alterTable(table(type)).addColumn(column(field)).execute();
            }
            if (field.currencyColumn() != null && !known.contains(field.currencyColumn())) {
                sql.alterTable(table(type))
                        .addColumn(DSL.field(unquotedName(field.currencyColumn()), SQLDataType.VARCHAR(CURRENCY)))
                        .execute();
            }
        });
    }

    @Override
    public void drop(StoredType type, StoredField field) {
        if (field.kind() == FieldKind.CHOICES) {
            run(sql -> sql.deleteFrom(ChoiceTable.TABLE)
                    .where(ChoiceTable.TYPE.eq(type.name()))
                    .and(ChoiceTable.FIELD.eq(field.name()))
                    .execute());
        }
        if (field.column() == null) {
            return;
        }
        run(sql -> {
            Set<String> known = columns(sql, type);
            if (known.contains(field.column())) {
                sql.alterTable(table(type))
                        .dropColumn(unquotedName(field.column()))
                        .execute();
            }
            if (field.currencyColumn() != null && known.contains(field.currencyColumn())) {
                sql.alterTable(table(type))
                        .dropColumn(unquotedName(field.currencyColumn()))
                        .execute();
            }
        });
    }

    @Override
    public void index(StoredType type, StoredField field) {
        if (field.column() == null || field.kind() == FieldKind.LONG_TEXT) {
            return;
        }
        // Concurrently means outside of any transaction.
        try (Connection connection = source.getConnection()) {
            boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            DSLContext sql = DSL.using(connection, postgres ? SQLDialect.POSTGRES : SQLDialect.DERBY);
            Name name = unquotedName(shortened(type.sideTable() + "_" + field.column()));
            if (postgres && isInvalid(sql, name)) {
                // An attempt that was cut off leaves an index that is kept up to date but never used.
                sql.execute("drop index concurrently if exists {0}", name);
            }
            if (hasIndex(connection, type, name.last())) {
                return;
            }
            Field<?> column = DSL.field(unquotedName(field.column()));
            if (postgres) {
                boolean text = ColumnType.of(field).getType() == String.class;
                sql.execute(
                        "create index concurrently if not exists {0} on {1} ({2}, {3})",
                        name,
                        unquotedName(type.sideTable()),
                        // Sorted and found by code points, whatever the collation of the database.
                        text ? CodePoints.of(column.coerce(String.class), SQLDialect.POSTGRES) : column,
                        ID);
            } else {
                sql.createIndex(name).on(table(type), column, ID).execute();
            }
        } catch (SQLException e) {
            throw new DataAccessException("the index of " + type.name() + "." + field.name() + " was not made", e);
        }
    }

    private static boolean isInvalid(DSLContext sql, Name index) {
        Field<Boolean> valid = DSL.field(unquotedName("i", "indisvalid"), SQLDataType.BOOLEAN);
        Field<Long> of = DSL.field(unquotedName("i", "indexrelid"), SQLDataType.BIGINT);
        Field<Long> oid = DSL.field(unquotedName("c", "oid"), SQLDataType.BIGINT);
        return sql.fetchExists(sql.selectOne()
                .from(DSL.table(unquotedName("pg_index")).as(unquotedName("i")))
                .join(DSL.table(unquotedName("pg_class")).as(unquotedName("c")))
                .on(oid.eq(of))
                .where(DSL.field(unquotedName("c", "relname"), SQLDataType.VARCHAR)
                        .eq(index.last().toLowerCase(Locale.ROOT)))
                .and(DSL.condition(DSL.function(unquotedName("pg_table_is_visible"), SQLDataType.BOOLEAN, oid)))
                .and(valid.isFalse()));
    }

    private void run(java.util.function.Consumer<DSLContext> step) {
        transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            if (sql.dialect().family() == SQLDialect.POSTGRES) {
                sql.select(DSL.function(
                                "set_config",
                                String.class,
                                DSL.val("lock_timeout"),
                                DSL.val(Integer.toString(LOCK_MILLISECONDS)),
                                DSL.inline(true)))
                        .fetch();
            }
            step.accept(sql);
            return null;
        });
    }

    private static Table<Record> table(StoredType type) {
        return DSL.table(unquotedName(type.sideTable()));
    }

    private static Field<?> column(StoredField field) {
        return DSL.field(unquotedName(field.column()), ColumnType.of(field));
    }

    private static Set<String> columns(DSLContext sql, StoredType type) {
        return sql.connectionResult(connection -> {
            DatabaseMetaData metaData = connection.getMetaData();
            Set<String> columns = new HashSet<>();
            try (ResultSet row =
                    metaData.getColumns(null, connection.getSchema(), pattern(metaData, type.sideTable()), null)) {
                while (row.next()) {
                    columns.add(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
            return columns;
        });
    }

    private static boolean hasIndex(Connection connection, StoredType type, String index) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String table = stored(metaData, type.sideTable());
        try (ResultSet row = metaData.getIndexInfo(null, connection.getSchema(), table, false, true)) {
            while (row.next()) {
                if (index.equalsIgnoreCase(row.getString("INDEX_NAME"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String pattern(DatabaseMetaData metaData, String table) throws SQLException {
        return stored(metaData, table).replace("_", metaData.getSearchStringEscape() + "_");
    }

    private static String stored(DatabaseMetaData metaData, String name) throws SQLException {
        return metaData.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 9) + "_" + Integer.toHexString(name.hashCode());
    }
}
