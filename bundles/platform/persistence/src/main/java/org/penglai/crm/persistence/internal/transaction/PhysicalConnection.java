package org.penglai.crm.persistence.internal.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection of a transaction, from the pool and back. Both databases default to READ COMMITTED. */
final class PhysicalConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhysicalConnection.class);

    /** Rendered once, since every transaction begins with it. */
    private static final String LIMITS = DSL.using(SQLDialect.POSTGRES)
            .render(DSL.select(
                    setting("statement_timeout"),
                    setting("idle_in_transaction_session_timeout"),
                    setting("lock_timeout")));

    private final Connection connection;
    private boolean committed;

    private PhysicalConnection(Connection connection) {
        this.connection = connection;
    }

    static PhysicalConnection open(RawDatabase database) {
        Connection connection = null;
        try {
            connection = database.open();
            connection.setAutoCommit(false);
            return new PhysicalConnection(connection);
        } catch (SQLException e) {
            close(connection);
            throw RawDatabase.away(e);
        }
    }

    Connection get() {
        return connection;
    }

    /** The server gives up by itself where an interrupt does not reach: pgjdbc waits in a socket read. */
    void limit(SQLDialect dialect, TransactionLimits limits) {
        if (dialect != SQLDialect.POSTGRES) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(LIMITS)) {
            statement.setString(1, Long.toString(limits.time().toMillis()));
            statement.setString(2, Long.toString(2 * limits.time().toMillis()));
            statement.setString(3, Long.toString(limits.lockWait().toMillis()));
            statement.execute();
        } catch (SQLException e) {
            throw new DataAccessException("the limits of a transaction were not set", e);
        }
    }

    private static Field<String> setting(String name) {
        return DSL.function("set_config", String.class, DSL.inline(name), DSL.val(""), DSL.inline(true));
    }

    void commit() throws SQLException {
        connection.commit();
        committed = true;
    }

    @Override
    public void close() {
        try {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("connection could not be rolled back", e);
        }
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("connection did not go back to the pool", e);
        }
    }
}
