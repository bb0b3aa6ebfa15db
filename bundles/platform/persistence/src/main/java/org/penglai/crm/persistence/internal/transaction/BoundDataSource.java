package org.penglai.crm.persistence.internal.transaction;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.penglai.crm.persistence.internal.database.RawDatabase;

/**
 * Inside a transaction every connection is a handle on that transaction's physical connection; outside it is one of the
 * pool.
 */
public final class BoundDataSource implements DataSource {
    private final RawDatabase database;
    private final CurrentTransaction current;

    public BoundDataSource(RawDatabase database, CurrentTransaction current) {
        this.database = database;
        this.current = current;
    }

    @Override
    public Connection getConnection() throws SQLException {
        RunningTransaction transaction = current.get();
        return transaction == null ? database.open() : transaction.connection();
    }

    /** The pool has its own user; a foreign one would be another session. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("connections are opened with the configured user only");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Logging is the pool's business.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Configured at the pool.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a wrapper of " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
