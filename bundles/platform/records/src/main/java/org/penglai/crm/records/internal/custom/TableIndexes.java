package org.penglai.crm.records.internal.custom;

import static org.jooq.impl.DSL.unquotedName;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Indexes and columns as they are in the database, and indexes made and dropped while others write. One connection's. */
final class TableIndexes {
    private static final int LONGEST_NAME = 60;

    private final Connection connection;
    private final DSLContext sql;

    /** @param connection outside of any transaction */
    TableIndexes(Connection connection) throws SQLException {
        this.connection = connection;
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        sql = DSL.using(connection, postgres ? SQLDialect.POSTGRES : SQLDialect.DERBY);
    }

    DSLContext sql() {
        return sql;
    }

    /** Does nothing if there is one of that name; one that an earlier attempt left unusable is made anew. */
    void make(String table, String index, List<Field<?>> expressions) throws SQLException {
        Name name = unquotedName(index);
        boolean postgres = sql.dialect() == SQLDialect.POSTGRES;
        if (postgres && isInvalid(name)) {
            // An attempt that was cut off leaves an index that is kept up to date but never used.
            drop(index);
        }
        if (of(table).contains(index.toLowerCase(Locale.ROOT))) {
            return;
        }
        if (postgres) {
            sql.execute(
                    "create index concurrently if not exists {0} on {1} ({2})",
                    name, unquotedName(table), DSL.list(expressions));
        } else {
            sql.createIndex(name)
                    .on(DSL.table(unquotedName(table)), expressions)
                    .execute();
        }
    }

    void drop(String index) {
        Name name = unquotedName(index);
        if (sql.dialect() == SQLDialect.POSTGRES) {
            sql.execute("drop index concurrently if exists {0}", name);
        } else {
            sql.dropIndex(name).execute();
        }
    }

    /** Names of the table's indexes in small letters. */
    Set<String> of(String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Set<String> names = new HashSet<>();
        try (ResultSet row =
                metaData.getIndexInfo(null, connection.getSchema(), stored(metaData, table), false, true)) {
            while (row.next()) {
                if (row.getString("INDEX_NAME") != null) {
                    names.add(row.getString("INDEX_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    /** Names of the table's columns in small letters; none if there is no such table. */
    Set<String> columns(String table) throws SQLException {
        return columns(connection, table);
    }

    static Set<String> columns(Connection connection, String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String pattern = stored(metaData, table).replace("_", metaData.getSearchStringEscape() + "_");
        Set<String> columns = new HashSet<>();
        try (ResultSet row = metaData.getColumns(null, connection.getSchema(), pattern, null)) {
            while (row.next()) {
                columns.add(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    /** Names of indexes and constraints are as long as both databases take. */
    static String shortened(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 9) + "_" + Integer.toHexString(name.hashCode());
    }

    private boolean isInvalid(Name index) {
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

    private static String stored(DatabaseMetaData metaData, String name) throws SQLException {
        return metaData.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }
}
