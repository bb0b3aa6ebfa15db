package org.penglai.crm.persistence.internal.backup;

import java.security.SecureRandom;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.spi.DatabaseFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Derby writes compressed tables into new files; its log goes once newer log files and two checkpoints have come. */
@Component
public final class ScrubbedDatabase implements DatabaseFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubbedDatabase.class);
    private static final String FILLER = "crm_filler";
    private static final int FILLER_ROWS = 80;
    private static final int FILLER_BYTES = 15_000;

    private final RawDatabase database;

    @Activate
    public ScrubbedDatabase(@Reference RawDatabase database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        try (Connection connection = database.open()) {
            return Catalog.of(database.dialect()).tables(connection).stream()
                    .map(table -> table.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (SQLException e) {
            throw RawDatabase.away(e);
        }
    }

    @Override
    public Set<String> scrub(Collection<String> tables) {
        Set<String> left = new TreeSet<>();
        Set<String> wanted =
                tables.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        try (Connection connection = database.open()) {
            connection.setAutoCommit(true);
            for (TableShape table : Catalog.of(database.dialect()).tables(connection)) {
                if (wanted.contains(table.name().toLowerCase(Locale.ROOT)) && !rewrite(connection, table.name())) {
                    left.add(table.name().toLowerCase(Locale.ROOT));
                }
            }
            if (database.dialect() == SQLDialect.DERBY) {
                newLog(connection);
            }
        } catch (SQLException e) {
            throw RawDatabase.away(e);
        }
        return left;
    }

    private boolean rewrite(Connection connection, String table) throws SQLException {
        if (database.dialect() == SQLDialect.POSTGRES) {
            try (Statement vacuum = connection.createStatement()) {
                vacuum.execute("vacuum " + TableShape.quoted(table));
                return true;
            }
        }
        try (CallableStatement compress = connection.prepareCall("call SYSCS_UTIL.SYSCS_COMPRESS_TABLE(?, ?, 1)")) {
            compress.setString(1, connection.getSchema());
            compress.setString(2, table);
            compress.execute();
            return true;
        } catch (SQLException busy) {
            LOG.info("table {} could not be compressed: {}", table, busy.getMessage());
            return false;
        }
    }

    private static void newLog(Connection connection) throws SQLException {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[FILLER_BYTES];
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + FILLER + " (filler varchar(32000))");
            try (PreparedStatement insert = connection.prepareStatement("insert into " + FILLER + " values (?)")) {
                for (int row = 0; row < FILLER_ROWS; row++) {
                    random.nextBytes(bytes);
                    insert.setString(1, HexFormat.of().formatHex(bytes));
                    insert.executeUpdate();
                }
            } finally {
                statement.execute("drop table " + FILLER);
            }
            statement.execute("call SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()");
            statement.execute("call SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()");
        }
    }
}
