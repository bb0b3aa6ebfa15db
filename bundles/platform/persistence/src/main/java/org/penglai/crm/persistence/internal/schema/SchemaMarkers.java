package org.penglai.crm.persistence.internal.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.internal.database.Queries;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.database.SqlFailures;

/** Remembers with which scripts a schema was migrated last. */
final class SchemaMarkers {
    private static final Table<Record> SCHEMA = DSL.table(DSL.name("crm_schema"));
    private static final Field<String> NAME = DSL.field(DSL.name("name"), SQLDataType.VARCHAR);
    private static final Field<String> FINGERPRINT = DSL.field(DSL.name("fingerprint"), SQLDataType.VARCHAR);
    private static final Field<String> VERSION = DSL.field(DSL.name("version"), SQLDataType.VARCHAR);

    private final RawDatabase database;
    private final Queries queries = new Queries(Duration.ofSeconds(20));

    SchemaMarkers(RawDatabase database) {
        this.database = database;
    }

    /** Null if the schema was never migrated, or nobody has made the table of markers yet. */
    Marker find(String schema) {
        try (Connection connection = database.open()) {
            return sql(connection)
                    .select(FINGERPRINT, VERSION)
                    .from(SCHEMA)
                    .where(NAME.eq(schema))
                    .fetchOne(row -> new Marker(row.value1(), row.value2()));
        } catch (DataAccessException e) {
            if (SqlFailures.isTableMissing(e)) {
                return null;
            }
            throw e;
        } catch (SQLException e) {
            throw RawDatabase.away(e);
        }
    }

    void store(String schema, String fingerprint, String version) {
        try (Connection connection = database.open()) {
            DSLContext sql = sql(connection);
            if (update(sql, schema, fingerprint, version) == 0) {
                insert(sql, schema, fingerprint, version);
            }
        } catch (SQLException e) {
            throw RawDatabase.away(e);
        }
    }

    private static void insert(DSLContext sql, String schema, String fingerprint, String version) {
        try {
            sql.insertInto(SCHEMA, NAME, FINGERPRINT, VERSION)
                    .values(schema, fingerprint, version)
                    .execute();
        } catch (IntegrityConstraintViolationException e) {
            // Another process was faster.
            update(sql, schema, fingerprint, version);
        }
    }

    private static int update(DSLContext sql, String schema, String fingerprint, String version) {
        return sql.update(SCHEMA)
                .set(FINGERPRINT, fingerprint)
                .set(VERSION, version)
                .where(NAME.eq(schema))
                .execute();
    }

    private DSLContext sql(Connection connection) {
        return queries.on(database.dialect(), connection);
    }

    record Marker(String fingerprint, String version) {}
}
