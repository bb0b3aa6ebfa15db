package org.penglai.crm.persistence.internal.schema;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jooq.SQLDialect;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.transaction.BoundDataSource;
import org.penglai.crm.persistence.internal.transaction.CurrentTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a schema up to date. */
public final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    /** The columns of {@link org.penglai.crm.api.records.RecordEntity}. Never changed: tables of older releases have them. */
    private static final String RECORD =
            """
            id bigint not null primary key,
            version bigint not null,
            created_at timestamp not null,
            created_by bigint not null,
            updated_at timestamp not null,
            updated_by bigint not null,
            owner_id bigint,
            owner_department_id bigint,
            dept_path varchar(200),
            deleted_at timestamp,
            deleted_by bigint,
            deleted_marker bigint default 0 not null,
            sort_key varchar(240)%s,
            initials varchar(80)%s""";

    private final RawDatabase database;
    private final SchemaMarkers markers;
    private final DataSource dataSource;

    public SchemaMigration(RawDatabase database) {
        this.database = database;
        this.markers = new SchemaMarkers(database);
        // Never inside somebody's transaction: a migration commits on its own.
        this.dataSource = new BoundDataSource(database, new CurrentTransaction());
    }

    /**
     * Runs what is pending. Flyway is only asked when the scripts are others than the last time: on Derby it needs
     * more than a second to find that there is nothing to do.
     *
     * @return version of the last migration; null if there is none
     * @throws org.flywaydb.core.api.FlywayException if a script failed; what it did is rolled back
     */
    public String run(Schema schema) {
        String fingerprint = schema.fingerprint();
        SchemaMarkers.Marker marker = markers.find(schema.name());
        if (marker != null && marker.fingerprint().equals(fingerprint)) {
            return marker.version();
        }
        String version = migrate(schema);
        markers.store(schema.name(), fingerprint, version);
        return version;
    }

    private String migrate(Schema schema) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Flyway finds its databases through ServiceLoader.
        thread.setContextClassLoader(Flyway.class.getClassLoader());
        try {
            Flyway flyway = Flyway.configure(Flyway.class.getClassLoader())
                    .dataSource(dataSource)
                    .loggers("slf4j")
                    .resourceProvider(new ScriptProvider(schema))
                    .javaMigrationClassProvider(List::of)
                    .table("mig_" + schema.name())
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(placeholders())
                    .load();
            int executed = flyway.migrate().migrationsExecuted;
            MigrationInfo last = flyway.info().current();
            String version = last == null || last.getVersion() == null
                    ? null
                    : last.getVersion().getVersion();
            LOG.info("schema {}: {} migrations executed, version {}", schema.name(), executed, version);
            return version;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Where the two databases differ, in types and in what helps their optimizers; and what every record table has. */
    private Map<String, String> placeholders() {
        boolean postgres = database.dialect() == SQLDialect.POSTGRES;
        String binary = postgres ? " collate \"C\"" : "";
        return Map.of(
                "binary",
                binary,
                "text",
                postgres ? "text" : "clob",
                "bytes",
                postgres ? "bytea" : "blob",
                "derby",
                postgres ? "--" : "",
                "postgres",
                postgres ? "" : "--",
                "record",
                RECORD.formatted(binary, binary));
    }
}
