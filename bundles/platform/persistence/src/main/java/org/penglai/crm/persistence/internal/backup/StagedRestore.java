package org.penglai.crm.persistence.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;
import org.penglai.crm.persistence.spi.Backups.Manifest;
import org.penglai.crm.persistence.spi.Backups.Restored;
import org.penglai.crm.persistence.spi.Backups.TableContent;
import org.penglai.crm.persistence.spi.Backups.Unchanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup that waits to be put back when the process starts, before anybody uses the database. A failure changes
 * nothing: the database keeps what it had.
 */
public final class StagedRestore {
    private static final Logger LOG = LoggerFactory.getLogger(StagedRestore.class);

    private final Path orders;

    /** @param orders folder of the order and of the report */
    public StagedRestore(Path orders) {
        this.orders = orders;
    }

    /** In the folder of this instance. */
    public static StagedRestore ofInstance() {
        return new StagedRestore(Path.of(System.getProperty("crm.data", "data"))
                .resolve("restore")
                .toAbsolutePath());
    }

    /** What is to be put back where, and whose work must not be lost by it; null for nobody's. */
    record Order(Path folder, Map<String, Path> folders, List<Path> emptied, Unchanged unchanged) {}

    void stage(Order order) throws IOException {
        Files.createDirectories(orders);
        BackupFolder.JSON.writeValue(pending().toFile(), order);
    }

    Restored last() {
        try {
            return Files.exists(report()) ? BackupFolder.JSON.readValue(report().toFile(), Restored.class) : null;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** Puts the backup back that waits for it, if there is one. */
    public void apply(DataSource dataSource) throws SQLException {
        if (!Files.exists(pending())) {
            return;
        }
        try {
            Order order = BackupFolder.JSON.readValue(pending().toFile(), Order.class);
            try (Connection connection = dataSource.getConnection()) {
                apply(order, connection);
            }
        } catch (IOException e) {
            LOG.error("the order to put a backup back cannot be read: {}", e.getMessage());
        }
    }

    private void apply(Order order, Connection connection) throws SQLException, IOException {
        LOG.info("putting back {}", order.folder());
        long since = System.currentTimeMillis();
        BackupFolder backup = new BackupFolder(order.folder());
        Instant takenAt = null;
        String problem = null;
        long changed = order.unchanged() == null ? 0 : changed(order.unchanged(), connection);
        connection.setAutoCommit(false);
        try {
            if (changed > 0) {
                throw new IOException(changed
                        + " records were changed by people since the backup and would be lost; order it again with --force"
                        + " if that is meant");
            }
            Catalog catalog = Catalog.of(JDBCUtils.dialect(connection));
            Manifest manifest = backup.verify(catalog.textType());
            takenAt = manifest.takenAt();
            putBack(backup, manifest, catalog, connection);
            for (Map.Entry<String, Path> files : order.folders().entrySet()) {
                Folders.copyNew(backup.files(files.getKey()), files.getValue());
            }
            for (Path emptied : order.emptied()) {
                Folders.delete(emptied);
            }
            connection.commit();
            LOG.info("{} is put back as of {}, in {} ms", order.folder(), takenAt, System.currentTimeMillis() - since);
        } catch (SQLException | IOException e) {
            connection.rollback();
            problem = String.valueOf(e.getMessage());
            LOG.error("{} was not put back, the database is as it was: {}", order.folder(), problem);
        } finally {
            connection.setAutoCommit(true);
        }
        BackupFolder.JSON.writeValue(report().toFile(), new Restored(order.folder(), takenAt, Instant.now(), problem));
        Files.delete(pending());
    }

    private static long changed(Unchanged unchanged, Connection connection) throws SQLException {
        DSLContext sql = DSL.using(connection, JDBCUtils.dialect(connection));
        long changed = 0;
        for (String table : unchanged.tables()) {
            try {
                changed += unchanged.changed(sql, table);
            } catch (DataAccessException purged) {
                LOG.debug("{} is not there any more", table, purged);
            }
        }
        return changed;
    }

    private static void putBack(BackupFolder backup, Manifest manifest, Catalog catalog, Connection connection)
            throws SQLException, IOException {
        List<TableShape> tables = backup.definitions();
        TableFiles rows = new TableFiles(backup.rows(), catalog.textType());
        try (Statement statement = connection.createStatement()) {
            for (String drop : catalog.drops(connection)) {
                statement.execute(drop);
            }
            for (TableShape table : tables) {
                statement.execute(table.create());
                rows.load(connection, table);
            }
            for (TableShape table : tables) {
                for (String complete : table.complete()) {
                    statement.execute(complete);
                }
            }
            for (TableShape table : tables) {
                for (String reference : table.references()) {
                    statement.execute(reference);
                }
            }
        }
        Map<String, TableContent> found = new HashMap<>();
        for (TableShape table : tables) {
            found.put(table.name(), rows.content(connection, table));
        }
        for (TableContent table : manifest.tables()) {
            if (!table.equals(found.get(table.name()))) {
                throw new IOException("table " + table.name() + " is not as in the manifest after loading");
            }
        }
    }

    private Path pending() {
        return orders.resolve("pending.json");
    }

    private Path report() {
        return orders.resolve("last.json");
    }
}
