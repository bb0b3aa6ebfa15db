package org.penglai.crm.persistence.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what the scripts of a schema have made. */
final class SchemaRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRemoval.class);
    private static final Pattern MADE =
            Pattern.compile("\\bcreate\\s+(?:or\\s+replace\\s+)?(?:table|view)\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)");
    /** Values of custom fields. */
    private static final String BESIDE = "_x";

    private final RawDatabase database;

    SchemaRemoval(RawDatabase database) {
        this.database = database;
    }

    /** @param ofOthers scripts whose tables stay, whatever else names them */
    void run(String schema, Collection<String> scripts, Collection<String> ofOthers) throws SQLException {
        Collection<String> names = names(scripts);
        names.removeAll(names(ofOthers));
        names.add("mig_" + schema.toLowerCase(Locale.ROOT));
        try (Connection connection = database.open()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                List<String> statements = statements(connection, names);
                try (Statement statement = connection.createStatement()) {
                    for (String sql : statements) {
                        statement.execute(sql);
                    }
                }
                forget(connection, schema);
                connection.commit();
                LOG.info("schema {} is dropped: {} statements", schema, statements.size());
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }

    /** Tables that the scripts have made and that are there, in small letters. */
    List<String> tables(Collection<String> scripts) throws SQLException {
        try (Connection connection = database.open()) {
            return tables(present(connection, names(scripts))).stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .sorted()
                    .toList();
        }
    }

    /** Views first, then what ties tables to each other, then the tables. */
    private static List<String> statements(Connection connection, Collection<String> names) throws SQLException {
        Map<String, Boolean> present = present(connection, names);
        List<String> statements = new ArrayList<>();
        present.forEach((name, table) -> {
            if (!table) {
                statements.add("drop view " + quoted(name));
            }
        });
        for (String table : tables(present)) {
            for (String key : foreignKeys(connection, table)) {
                statements.add("alter table " + quoted(table) + " drop constraint " + quoted(key));
            }
        }
        tables(present).forEach(table -> statements.add("drop table " + quoted(table)));
        return statements;
    }

    private static List<String> tables(Map<String, Boolean> present) {
        return present.keySet().stream().filter(present::get).toList();
    }

    /** In lower case. */
    private static Collection<String> names(Collection<String> scripts) {
        Collection<String> names = new TreeSet<>();
        for (String script : scripts) {
            Matcher made = MADE.matcher(script.toLowerCase(Locale.ROOT));
            while (made.find()) {
                names.add(made.group(1));
                names.add(made.group(1) + BESIDE);
            }
        }
        return names;
    }

    /** As the database spells them, and whether each is a table. */
    private static Map<String, Boolean> present(Connection connection, Collection<String> names) throws SQLException {
        Map<String, Boolean> present = new LinkedHashMap<>();
        try (ResultSet found = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), null, new String[] {"TABLE", "VIEW"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (names.contains(name.toLowerCase(Locale.ROOT))) {
                    present.put(name, "TABLE".equals(found.getString("TABLE_TYPE")));
                }
            }
        }
        return present;
    }

    private static Collection<String> foreignKeys(Connection connection, String table) throws SQLException {
        Collection<String> keys = new TreeSet<>();
        try (ResultSet found = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
            while (found.next()) {
                keys.add(found.getString("FK_NAME"));
            }
        }
        return keys;
    }

    private static void forget(Connection connection, String schema) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from crm_schema where name = ?")) {
            delete.setString(1, schema);
            delete.executeUpdate();
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
