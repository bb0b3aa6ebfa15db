package org.penglai.crm.persistence.testing;

import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Databases with the tables of certain schemas, kept to be copied: to migrate takes ten times as long. Whatever a JVM
 * asks for only once is not kept.
 */
final class MigratedDatabases {
    private static final Set<Wanted> ASKED = new HashSet<>();
    private static final Map<Wanted, String> KEPT = new HashMap<>();

    private MigratedDatabases() {}

    private record Wanted(TestDatabase.Kind kind, List<String> schemas) {}

    /** A copy under that name; empty if there is none to be had yet. */
    static synchronized Optional<DataSource> copy(TestDatabase.Kind kind, List<String> schemas, String name) {
        Wanted wanted = new Wanted(kind, schemas);
        if (schemas.isEmpty() || ASKED.add(wanted)) {
            return Optional.empty();
        }
        String kept = KEPT.get(wanted);
        if (kept == null) {
            kept = keep(kind, schemas);
            KEPT.put(wanted, kept);
        }
        return Optional.of(
                kind == TestDatabase.Kind.DERBY
                        ? derby(kept, name)
                        : PostgresServer.running().copyDatabase(name, kept));
    }

    private static DataSource derby(String original, String name) {
        try {
            TestDatabase.derby(name, "createFrom=" + original).getConnection().close();
            return TestDatabase.derby(name, "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return for PostgreSQL the name of the database, for Derby its folder */
    private static String keep(TestDatabase.Kind kind, List<String> schemas) {
        TestDatabase original = kind.open().migrate(schemas.toArray(String[]::new));
        if (kind == TestDatabase.Kind.POSTGRES) {
            return original.leave();
        }
        try (original;
                Connection connection = original.raw().getConnection();
                CallableStatement backup = connection.prepareCall("call syscs_util.syscs_backup_database(?)")) {
            Path folder = TestFolders.untilTheEnd("penglai-derby-original");
            backup.setString(1, folder.toString());
            backup.execute();
            return folder.resolve(original.name()).toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
