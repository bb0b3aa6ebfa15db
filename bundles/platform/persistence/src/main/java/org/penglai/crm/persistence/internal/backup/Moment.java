package org.penglai.crm.persistence.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.jooq.SQLDialect;
import org.penglai.crm.persistence.internal.database.RawDatabase;

/**
 * All tables as they are at one moment, for as long as this is open, while others write. PostgreSQL has snapshots for
 * that. Derby has not; it copies itself on line, and the copy is opened as a database of its own.
 */
final class Moment implements AutoCloseable {
    private final Connection connection;
    private final Path copy;
    private final String copyName;

    private Moment(Connection connection, Path copy, String copyName) {
        this.connection = connection;
        this.copy = copy;
        this.copyName = copyName;
    }

    /** @param scratch an empty folder, for Derby's copy */
    static Moment open(RawDatabase database, Path scratch) throws SQLException, IOException {
        return database.dialect() == SQLDialect.POSTGRES ? snapshot(database) : copy(database, scratch);
    }

    Connection connection() {
        return connection;
    }

    private static Moment snapshot(RawDatabase database) throws SQLException {
        Connection connection = database.open();
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Moment(connection, null, null);
    }

    private static Moment copy(RawDatabase database, Path scratch) throws SQLException, IOException {
        try (Connection connection = database.open();
                CallableStatement backup = connection.prepareCall("call SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
            backup.setString(1, scratch.toString());
            backup.execute();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
        List<Path> copies = Folders.children(scratch);
        if (copies.size() != 1) {
            throw new IOException("no copy of the database in " + scratch);
        }
        String name = copies.get(0).toString();
        Connection opened = database(name).getConnection();
        opened.setAutoCommit(false);
        return new Moment(opened, scratch, name);
    }

    private static EmbeddedDataSource database(String name) {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(name);
        return source;
    }

    @Override
    public void close() throws SQLException, IOException {
        try (connection) {
            connection.rollback();
            if (copy == null) {
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
        if (copy != null) {
            shutDown();
            Folders.delete(copy);
        }
    }

    private void shutDown() throws SQLException {
        EmbeddedDataSource source = database(copyName);
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException e) {
            // Derby says 08006 when the database has shut down.
            if (!"08006".equals(e.getSQLState())) {
                throw e;
            }
        }
        if (!Files.isDirectory(copy)) {
            throw new SQLException("the copy of the database has gone: " + copy);
        }
    }
}
