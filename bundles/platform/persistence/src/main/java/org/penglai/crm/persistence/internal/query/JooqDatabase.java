package org.penglai.crm.persistence.internal.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.internal.PersistenceConfiguration;
import org.penglai.crm.persistence.internal.database.Queries;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.database.Repetition;
import org.penglai.crm.persistence.internal.database.SqlFailures;
import org.penglai.crm.persistence.internal.transaction.CurrentTransaction;
import org.penglai.crm.persistence.internal.transaction.RunningTransaction;
import org.penglai.crm.persistence.spi.CompiledSelect;
import org.penglai.crm.persistence.spi.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries on a connection of the pool, or on the one that the thread's transaction has. */
@Component(service = Database.class, immediate = true, configurationPid = PersistenceConfiguration.PID)
public class JooqDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(JooqDatabase.class);
    private static final int ALIVE_SECONDS = 2;
    private static final int REPETITIONS = 3;
    /** A read that waited for a lock for so long is not worth waiting for again. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final RawDatabase database;
    private final CurrentTransaction current;
    private volatile Queries queries;

    @Activate
    public JooqDatabase(
            @Reference RawDatabase database,
            @Reference CurrentTransaction current,
            PersistenceConfiguration configuration) {
        this(database, current, Duration.ofSeconds(configuration.querySeconds()));
    }

    private JooqDatabase(RawDatabase database, CurrentTransaction current, Duration limit) {
        this.database = database;
        this.current = current;
        this.queries = new Queries(limit);
    }

    /** Outside a container. */
    public static JooqDatabase with(RawDatabase database, CurrentTransaction current, Duration limit) {
        return new JooqDatabase(database, current, limit);
    }

    @Modified
    void modified(PersistenceConfiguration configuration) {
        queries = new Queries(Duration.ofSeconds(configuration.querySeconds()));
    }

    @Override
    public <T> T read(Function<DSLContext, T> work) {
        RunningTransaction transaction = current.get();
        if (transaction != null) {
            return work.apply(transaction.sql());
        }
        return repeated(() -> once(work));
    }

    @Override
    public List<Object[]> fetch(CompiledSelect select, long slot) {
        RunningTransaction transaction = current.get();
        if (transaction != null) {
            return transaction.fetch(select, slot);
        }
        return repeated(() -> once(select, slot));
    }

    /**
     * Readers too are chosen as victims of a deadlock: on Derby a scan waits for a row in the order of an index while a
     * writer comes from the other side. Nothing was changed, so the read is simply made again.
     */
    private static <T> T repeated(Supplier<T> read) {
        long start = System.nanoTime();
        for (int repetition = 0; ; repetition++) {
            try {
                return read.get();
            } catch (DataAccessException e) {
                boolean late = System.nanoTime() - start > PATIENCE.toNanos();
                if (late || repetition >= REPETITIONS || !SqlFailures.isRepeatable(e)) {
                    throw translate(e);
                }
                LOG.debug("a read is repeated", e);
                Repetition.pause(repetition);
            }
        }
    }

    private <T> T once(Function<DSLContext, T> work) {
        SQLDialect dialect = dialect();
        try (Connection connection = open()) {
            try {
                return work.apply(queries.on(dialect, connection, new ReadOnlyStatements()));
            } finally {
                reset(connection);
            }
        } catch (SQLException e) {
            throw RawDatabase.away(e);
        }
    }

    private List<Object[]> once(CompiledSelect select, long slot) {
        try (Connection connection = open()) {
            try {
                return select.fetch(connection, queries.seconds(), slot);
            } finally {
                reset(connection);
            }
        } catch (SQLException e) {
            throw new DataAccessException("a prepared query failed", e);
        }
    }

    /**
     * What the user before may have left is ended first. Derby reclaims the space of deleted rows after a commit, and in the
     * committing connection itself when the thread that is there for it has too much to do: the connection then has a
     * transaction again although nobody began one, and refuses to become read-only.
     */
    private Connection open() throws SQLException {
        Connection connection = database.open();
        try {
            become(connection, true);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The next user of a pooled connection may want to write. Derby refuses to leave the read-only mode while a result is
     * still open, so that is ended first; a connection that cannot be reset does not go back to the pool.
     */
    private static void reset(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            become(connection, false);
        } catch (SQLException e) {
            LOG.warn("a connection could not be reset and is given up: {}", e.getMessage());
            connection.abort(Runnable::run);
        }
    }

    /** Derby changes the mode only between transactions, so whatever is still going on is ended first. */
    private static void become(Connection connection, boolean readOnly) throws SQLException {
        connection.setAutoCommit(false);
        connection.rollback();
        connection.setReadOnly(readOnly);
        connection.setAutoCommit(true);
    }

    private static RuntimeException translate(DataAccessException e) {
        if (SqlFailures.isConnectionLost(e)) {
            return RawDatabase.away(e);
        }
        if (SqlFailures.isRepeatable(e) || SqlFailures.isStatementTimeout(e)) {
            LOG.warn("a read is given up", e);
            return Repetition.givenUp(e);
        }
        return e;
    }

    @Override
    public SQLDialect dialect() {
        return database.dialect();
    }

    @Override
    public boolean isAlive() {
        try (Connection connection = database.open()) {
            return connection.isValid(ALIVE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
