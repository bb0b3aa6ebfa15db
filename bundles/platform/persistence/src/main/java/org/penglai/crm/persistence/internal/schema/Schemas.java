package org.penglai.crm.persistence.internal.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jooq.exception.DataAccessException;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.database.SqlFailures;
import org.penglai.crm.persistence.internal.id.LeasedIds;
import org.penglai.crm.persistence.internal.unit.UnitGates;
import org.penglai.crm.persistence.internal.unit.UnitStates;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Migrations;
import org.penglai.crm.persistence.spi.Units.UnitStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schemas of all bundles up to date, on every database that is attached, and publishes the DataSource of
 * each afterwards. The lock is held while a schema is migrated, never while a service is published or withdrawn, since
 * that starts or stops other people's components.
 */
public final class Schemas implements Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);
    private static final Duration DRAIN = Duration.ofSeconds(4);
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final RawDatabase database;
    private final LeasedIds ids;
    private final UnitGates gates;
    private final UnitStates states;
    private final SchemaMigration migration;
    private final SchemaPublisher publisher;
    private final Schema own;
    private final ReentrantLock lock = new ReentrantLock();
    /** First come, first served: a second bundle with the same schema waits until the first has gone. */
    private final Map<Schema, SchemaPublisher.Published> schemas = new LinkedHashMap<>();

    /** Schemas whose scripts failed on this database: trying again changes nothing. */
    private final Set<Schema> broken = new HashSet<>();

    private SchemaPublisher.Published common;
    private boolean attached;

    /** @param own the tables of this bundle */
    public Schemas(
            RawDatabase database,
            LeasedIds ids,
            UnitGates gates,
            UnitStates states,
            SchemaPublisher publisher,
            Schema own) {
        this.database = database;
        this.ids = ids;
        this.gates = gates;
        this.states = states;
        this.migration = new SchemaMigration(database);
        this.publisher = publisher;
        this.own = own;
    }

    /**
     * A database came.
     *
     * @throws SQLException if it cannot be reached
     * @throws FlywayException if the platform's own tables cannot be made
     */
    public void attach(DataSource dataSource) throws SQLException {
        lock.lock();
        try {
            database.attach(dataSource);
            states.migrated(own.name(), own.bundle(), migration.run(own));
            ids.attach();
            broken.clear();
            attached = true;
        } finally {
            lock.unlock();
        }
        common = publisher.publish("crm");
        waiting().forEach(this::bring);
    }

    /** The database goes: lets writes end, then withdraws every DataSource. */
    public void detach() {
        List<String> names = new ArrayList<>();
        List<SchemaPublisher.Published> published = new ArrayList<>();
        lock.lock();
        try {
            attached = false;
            schemas.forEach((schema, registration) -> {
                if (registration != null) {
                    names.add(schema.name());
                    published.add(registration);
                }
            });
            schemas.replaceAll((schema, registration) -> null);
        } finally {
            lock.unlock();
        }
        try (Gates.Hold hold = gates.holdAll(names, "the database is exchanged", DRAIN)) {
            if (!hold.drained()) {
                LOG.warn("writes did not end in {} s and will be rolled back", DRAIN.toSeconds());
            }
            published.forEach(SchemaPublisher.Published::withdraw);
            if (common != null) {
                common.withdraw();
                common = null;
            }
        }
        ids.detach();
        database.detach();
    }

    /** A bundle brings a schema. */
    public void add(Schema schema) {
        lock.lock();
        try {
            schemas.put(schema, null);
        } finally {
            lock.unlock();
        }
        bring(schema);
        holder(schema)
                .filter(first -> first != schema)
                .ifPresent(first ->
                        LOG.error("schema {} of {} belongs to {}", schema.name(), schema.bundle(), first.bundle()));
    }

    /** The bundle goes: lets writes end, then withdraws its DataSource, whereupon its unit goes. */
    public void remove(Schema schema) {
        SchemaPublisher.Published published;
        lock.lock();
        try {
            published = schemas.remove(schema);
            broken.remove(schema);
        } finally {
            lock.unlock();
        }
        if (published != null) {
            try (Gates.Hold hold = gates.hold(schema.name(), schema.bundle() + " stops", DRAIN)) {
                if (!hold.drained()) {
                    LOG.warn("writes in {} did not end in {} s", schema.name(), DRAIN.toSeconds());
                }
                published.withdraw();
            }
        }
        waiting().stream().filter(other -> other.name().equals(schema.name())).forEach(this::bring);
    }

    /** What is known of the present bundle stays as it is. */
    @Override
    public void advance(String name, String bundle, Map<String, String> scripts) {
        Schema schema = new Schema(
                name,
                bundle,
                scripts.entrySet().stream()
                        .map(script -> new Script(script.getKey(), script.getValue()))
                        .toList());
        lock.lock();
        try {
            if (!attached) {
                throw away(null);
            }
            migration.run(schema);
        } catch (FlywayException | DataAccessException e) {
            if (mayPass(e)) {
                throw away(e);
            }
            String reason = e.getMessage().strip();
            throw new Invalid(Violation.of(
                    "schema",
                    "migrationFailed",
                    "数据库脚本执行失败（" + schema.bundle() + "）：" + reason,
                    "A migration of " + schema.bundle() + " failed: " + reason));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void drop(String schema, Collection<String> scripts) {
        lock.lock();
        try {
            if (!attached) {
                throw away(null);
            }
            holder(new Schema(schema, "", List.of())).ifPresent(one -> {
                throw new Conflict(
                        "schemaInUse",
                        Localized.of(one.bundle() + " 仍在使用数据表", one.bundle() + " still uses the tables"));
            });
            List<String> ofOthers = Stream.concat(Stream.of(own), schemas.keySet().stream())
                    .flatMap(other -> other.scripts().stream().map(Script::text))
                    .toList();
            new SchemaRemoval(database).run(schema, scripts, ofOthers);
        } catch (SQLException e) {
            throw new Unavailable(
                    "tablesInUse",
                    Localized.of("数据表未能删除：" + e.getMessage(), "The tables could not be dropped: " + e.getMessage()),
                    AWAY,
                    e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<String> tables(Collection<String> scripts) {
        try {
            return new SchemaRemoval(database).tables(scripts);
        } catch (SQLException e) {
            throw RawDatabase.away(e);
        }
    }

    private static Unavailable away(RuntimeException cause) {
        return new Unavailable(
                "databaseAway",
                Localized.of("数据库暂时无法使用，请稍后再试。", "The database is away, try again later."),
                AWAY,
                cause);
    }

    /** Tries again what could not be migrated because the database was away. */
    public void retry() {
        waiting().forEach(this::bring);
    }

    private List<Schema> waiting() {
        lock.lock();
        try {
            return schemas.entrySet().stream()
                    .filter(entry -> entry.getValue() == null && !broken.contains(entry.getKey()))
                    .map(Map.Entry::getKey)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void bring(Schema schema) {
        SchemaPublisher.Published pending = () -> LOG.debug("{} is withdrawn before it was published", schema.name());
        lock.lock();
        try {
            if (!attached || !schemas.containsKey(schema) || schemas.get(schema) != null) {
                return;
            }
            if (holder(schema).orElse(schema) != schema) {
                return;
            }
            if (!migrate(schema)) {
                return;
            }
            schemas.put(schema, pending);
        } finally {
            lock.unlock();
        }
        SchemaPublisher.Published published = publisher.publish("crm-" + schema.name());
        if (!keep(schema, pending, published)) {
            published.withdraw();
        }
    }

    /** False if the schema or the database went while it was being published. */
    private boolean keep(Schema schema, SchemaPublisher.Published pending, SchemaPublisher.Published published) {
        lock.lock();
        try {
            return schemas.replace(schema, pending, published);
        } finally {
            lock.unlock();
        }
    }

    /** The first bundle that brought a schema of this name, and thus owns it. */
    private Optional<Schema> holder(Schema schema) {
        lock.lock();
        try {
            return schemas.keySet().stream()
                    .filter(other -> other.name().equals(schema.name()))
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    private boolean migrate(Schema schema) {
        try {
            states.migrated(schema.name(), schema.bundle(), migration.run(schema));
            return true;
        } catch (FlywayException | DataAccessException | Unavailable e) {
            String reason = SqlFailures.isConnectionLost(e)
                    ? "the database is away"
                    : e.getMessage().strip();
            if (!mayPass(e)) {
                broken.add(schema);
            }
            // What passes is tried again every few seconds, and need not be told as often.
            if (!reason.equals(problem(schema))) {
                LOG.error("schema {} of {} was not migrated: {}", schema.name(), schema.bundle(), reason);
            }
            states.notMigrated(schema.name(), schema.bundle(), reason);
            return false;
        }
    }

    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof Unavailable
                || SqlFailures.isConnectionLost(failure)
                || SqlFailures.isRepeatable(failure)
                || SqlFailures.isStatementTimeout(failure);
    }

    private String problem(Schema schema) {
        return states.find(schema.name()).map(UnitStatus::problem).orElse(null);
    }
}
