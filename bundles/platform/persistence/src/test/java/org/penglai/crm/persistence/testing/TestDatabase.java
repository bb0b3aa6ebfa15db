package org.penglai.crm.persistence.testing;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.penglai.crm.persistence.internal.backup.OnlineBackups;
import org.penglai.crm.persistence.internal.backup.ScrubbedDatabase;
import org.penglai.crm.persistence.internal.backup.StagedRestore;
import org.penglai.crm.persistence.internal.database.DerbyDefaults;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.id.LeasedIds;
import org.penglai.crm.persistence.internal.query.JooqDatabase;
import org.penglai.crm.persistence.internal.schema.Schema;
import org.penglai.crm.persistence.internal.schema.Schemas;
import org.penglai.crm.persistence.internal.transaction.BoundDataSource;
import org.penglai.crm.persistence.internal.transaction.BoundTransactions;
import org.penglai.crm.persistence.internal.transaction.CurrentTransaction;
import org.penglai.crm.persistence.internal.transaction.TransactionLimits;
import org.penglai.crm.persistence.internal.unit.UnitFactories;
import org.penglai.crm.persistence.internal.unit.UnitGates;
import org.penglai.crm.persistence.internal.unit.UnitSession;
import org.penglai.crm.persistence.internal.unit.UnitStates;
import org.penglai.crm.persistence.spi.Backups;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.DatabaseFiles;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Migrations;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.persistence.spi.Units;

/**
 * The whole of persistence on a fresh, empty database, wired without a container. Use one for each test class or test
 * and close it. On both databases:
 *
 * <pre>
 * &#64;ParameterizedTest
 * &#64;EnumSource(TestDatabase.Kind.class)
 * void keeps(TestDatabase.Kind kind) {
 *     try (TestDatabase database = kind.open()) {
 *         database.migrate("customers");
 *         database.unit("customers", Customer.class);
 * </pre>
 */
public final class TestDatabase implements AutoCloseable {
    /** Which database. */
    public enum Kind {
        DERBY,
        POSTGRES;

        public TestDatabase open() {
            return open(LIMIT);
        }

        /** @param limit of a transaction */
        public TestDatabase open(Duration limit) {
            return new TestDatabase(this, limit, List.of());
        }

        /** The same as {@code open().migrate(schemas)}, from the second time in a JVM on by a copy. */
        public TestDatabase migrated(String... schemas) {
            return new TestDatabase(this, LIMIT, List.of(schemas)).migrate(schemas);
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    private final Kind kind;
    private final DataSource raw;
    private final RawDatabase rawDatabase = new RawDatabase();
    private final CurrentTransaction current = new CurrentTransaction();
    private final UnitFactories factories = new UnitFactories();
    private final UnitGates gates = new UnitGates();
    private final UnitStates states = new UnitStates(factories);
    private final BoundDataSource bound = new BoundDataSource(rawDatabase, current);
    private final BoundTransactions transactions;
    private final JooqDatabase database;
    private final LeasedIds ids;
    private final Schemas schemas;
    private final Map<String, EntityManagerFactory> units = new HashMap<>();

    /** @param likely schemas that it will be migrated to */
    private TestDatabase(Kind kind, Duration limit, List<String> likely) {
        this.kind = kind;
        this.raw = MigratedDatabases.copy(kind, likely, name).orElseGet(() -> empty(kind, name));
        this.transactions = BoundTransactions.with(
                rawDatabase, current, factories, new TransactionLimits(limit, Duration.ofSeconds(5), 3));
        this.database = JooqDatabase.with(rawDatabase, current, Duration.ofSeconds(60));
        this.ids = new LeasedIds(rawDatabase);
        this.schemas = new Schemas(
                rawDatabase, ids, gates, states, published -> () -> {}, ClassPathSchema.read("persistence"));
        try {
            schemas.attach(raw);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh Derby database in memory. */
    public static TestDatabase derby() {
        return Kind.DERBY.open();
    }

    /** A fresh database on the PostgreSQL server of this JVM. */
    public static TestDatabase postgres() {
        return Kind.POSTGRES.open();
    }

    private static DataSource empty(Kind kind, String name) {
        return kind == Kind.DERBY
                ? derby(name, "create=true")
                : PostgresServer.running().createDatabase(name);
    }

    static DataSource derby(String name, String attributes) {
        DerbyDefaults.apply();
        EmbeddedDataSource dataSource = new EmbeddedDataSource();
        dataSource.setDatabaseName("memory:" + name);
        dataSource.setConnectionAttributes(attributes);
        return dataSource;
    }

    String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** From now on notes what is sent to the database. */
    public StatementLog log() {
        StatementLog log = new StatementLog();
        attach(log.over(raw));
        return log;
    }

    /** No log any more. */
    public void quiet() {
        attach(raw);
    }

    private void attach(DataSource source) {
        try {
            rawDatabase.attach(source);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connections past all transactions: what another process would see. */
    public DataSource raw() {
        return raw;
    }

    /** The transaction-bound DataSource. */
    public DataSource dataSource() {
        return bound;
    }

    public Transactions transactions() {
        return transactions;
    }

    public Database database() {
        return database;
    }

    public Ids ids() {
        return ids;
    }

    public Gates gates() {
        return gates;
    }

    /** @param orders folder where backups wait to be put back */
    public Backups backups(Path orders) {
        return new OnlineBackups(rawDatabase, new StagedRestore(orders), "1.0.0");
    }

    public DatabaseFiles files() {
        return new ScrubbedDatabase(rawDatabase);
    }

    public Units units() {
        return states;
    }

    /**
     * Runs the scripts in db/&lt;schema&gt; on the class path.
     *
     * @throws IllegalStateException with the reason if one failed
     */
    public TestDatabase migrate(String... names) {
        for (String schema : names) {
            migrate(ClassPathSchema.read(schema));
        }
        return this;
    }

    /** The bundle with that schema goes, its tables stay. */
    public void withdraw(String schema) {
        schemas.remove(ClassPathSchema.read(schema));
    }

    public Migrations migrations() {
        return schemas;
    }

    private void migrate(Schema schema) {
        schemas.add(schema);
        String problem =
                states.find(schema.name()).map(Units.UnitStatus::problem).orElse(null);
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
    }

    /** Brings the unit of this name from a META-INF/persistence.xml on the class path, and opens its gate. */
    public EntityManagerFactory unit(String unit) {
        Map<Object, Object> properties = new HashMap<>(UnitProperties.all());
        properties.put("javax.persistence.nonJtaDataSource", bound);
        return arrived(unit, new PersistenceProvider().createEntityManagerFactory(unit, properties));
    }

    /** Brings a unit made of these entities, and opens its gate. */
    public EntityManagerFactory unit(String unit, Class<?>... entities) {
        EntityClasses classes = new EntityClasses(unit, bound, entities);
        return arrived(
                unit, new PersistenceProvider().createContainerEntityManagerFactory(classes, classes.getProperties()));
    }

    private EntityManagerFactory arrived(String unit, EntityManagerFactory factory) {
        if (factory == null) {
            throw new IllegalArgumentException("no unit " + unit + " in any META-INF/persistence.xml");
        }
        UnitSession.prepare(factory);
        units.put(unit, factory);
        factories.put(unit, factory);
        gates.arrived(unit);
        return factory;
    }

    /** Takes the unit away, as if its bundle stopped. */
    public void removeUnit(String unit) {
        EntityManagerFactory factory = units.remove(unit);
        gates.leaving(unit, Duration.ofSeconds(4));
        factories.remove(unit, factory);
        factory.close();
    }

    /** Stops, and leaves the database as it is. */
    String leave() {
        stop();
        return name;
    }

    @Override
    public void close() {
        stop();
        if (kind == Kind.POSTGRES) {
            PostgresServer.running().dropDatabase(name);
        } else {
            dropDerby();
        }
    }

    private void stop() {
        units.values().stream().filter(EntityManagerFactory::isOpen).forEach(EntityManagerFactory::close);
        ids.stop();
        transactions.stop();
        gates.stop();
        rawDatabase.detach();
    }

    private void dropDerby() {
        EmbeddedDataSource drop = new EmbeddedDataSource();
        drop.setDatabaseName("memory:" + name);
        drop.setConnectionAttributes("drop=true");
        try {
            drop.getConnection().close();
        } catch (SQLException e) {
            // Derby says 08006 when the database is dropped.
            if (!"08006".equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
    }
}
