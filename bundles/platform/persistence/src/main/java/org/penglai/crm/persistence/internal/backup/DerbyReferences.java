package org.penglai.crm.persistence.internal.backup;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Foreign keys of a table in Derby. The platform has none, third parties may. */
final class DerbyReferences {
    private static final Map<Integer, String> RULES = Map.of(
            DatabaseMetaData.importedKeyCascade, " on delete cascade",
            DatabaseMetaData.importedKeySetNull, " on delete set null",
            DatabaseMetaData.importedKeyRestrict, " on delete restrict");

    private final String parent;
    private final String rule;
    private final Map<Integer, String> from = new TreeMap<>();
    private final Map<Integer, String> to = new TreeMap<>();

    private DerbyReferences(String parent, String rule) {
        this.parent = parent;
        this.rule = rule;
    }

    /** Statements that make them. */
    static List<String> of(Connection connection, String table) throws SQLException {
        return read(connection, table).entrySet().stream()
                .map(entry -> entry.getValue().statement(table, entry.getKey()))
                .toList();
    }

    /** Statements that remove them. */
    static List<String> drops(Connection connection, String table) throws SQLException {
        return read(connection, table).keySet().stream()
                .map(name -> "alter table " + TableShape.quoted(table) + " drop constraint " + TableShape.quoted(name))
                .toList();
    }

    private static Map<String, DerbyReferences> read(Connection connection, String table) throws SQLException {
        Map<String, DerbyReferences> references = new LinkedHashMap<>();
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
            while (keys.next()) {
                String parent = keys.getString("PKTABLE_NAME");
                String rule = RULES.getOrDefault(keys.getInt("DELETE_RULE"), "");
                DerbyReferences reference = references.computeIfAbsent(
                        keys.getString("FK_NAME"), name -> new DerbyReferences(parent, rule));
                int place = keys.getInt("KEY_SEQ");
                reference.from.put(place, TableShape.quoted(keys.getString("FKCOLUMN_NAME")));
                reference.to.put(place, TableShape.quoted(keys.getString("PKCOLUMN_NAME")));
            }
        }
        return references;
    }

    private String statement(String table, String name) {
        return "alter table " + TableShape.quoted(table) + " add constraint " + TableShape.quoted(name)
                + " foreign key ("
                + String.join(", ", from.values()) + ") references " + TableShape.quoted(parent) + " ("
                + String.join(", ", to.values()) + ")" + rule;
    }
}
