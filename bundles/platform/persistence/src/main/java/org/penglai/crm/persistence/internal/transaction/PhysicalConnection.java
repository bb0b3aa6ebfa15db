package org.penglai.crm.persistence.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection of a transaction, from the pool and back. Both databases default to READ COMMITTED. */
final class PhysicalConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhysicalConnection.class);

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
    static void limit(DSLContext sql, TransactionLimits limits) {
        if (sql.dialect() == SQLDialect.POSTGRES) {
            sql.select(
                            setting("statement_timeout", limits.time().toMillis()),
                            setting(
                                    "idle_in_transaction_session_timeout",
                                    2 * limits.time().toMillis()),
                            setting("lock_timeout", limits.lockWait().toMillis()))
                    .fetch();
        }
    }

    private static Field<String> setting(String name, long milliseconds) {
        return DSL.function(
                "set_config", String.class, DSL.val(name), DSL.val(Long.toString(milliseconds)), DSL.inline(true));
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
