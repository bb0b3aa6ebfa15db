package org.penglai.crm.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a Derby database says of one table; all names in small letters. */
final class TableColumns {
    private static final String UNIQUE =
            """
            select g.conglomeratename from sys.sysconstraints c
            join sys.syskeys k on k.constraintid = c.constraintid
            join sys.sysconglomerates g on g.conglomerateid = k.conglomerateid
            where c.type = 'U'
            """;

    private final Connection connection;
    private final String table;

    TableColumns(Connection connection, String table) {
        this.connection = connection;
        this.table = table.toUpperCase(Locale.ROOT);
    }

    /** Length of each text column; 0 for all others. */
    Map<String, Integer> lengths() throws SQLException {
        Map<String, Integer> lengths = new HashMap<>();
        try (ResultSet columns = connection.getMetaData().getColumns(null, null, table, null)) {
            while (columns.next()) {
                boolean text = columns.getString("TYPE_NAME").equals("VARCHAR");
                lengths.put(small(columns.getString("COLUMN_NAME")), text ? columns.getInt("COLUMN_SIZE") : 0);
            }
        }
        return lengths;
    }

    /** Columns of each index, each followed by A for upwards or D for downwards. */
    Collection<List<String>> indexes() throws SQLException {
        Map<String, List<String>> indexes = new TreeMap<>();
        try (ResultSet parts = connection.getMetaData().getIndexInfo(null, null, table, false, true)) {
            while (parts.next()) {
                indexes.computeIfAbsent(parts.getString("INDEX_NAME"), name -> new ArrayList<>())
                        .add(small(parts.getString("COLUMN_NAME")) + " " + parts.getString("ASC_OR_DESC"));
            }
        }
        return indexes.values();
    }

    /** Columns of each unique constraint. The index behind one that has nullable columns does not call itself unique. */
    Collection<List<String>> unique() throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        try (ResultSet parts = connection.getMetaData().getIndexInfo(null, null, table, false, false)) {
            while (parts.next()) {
                columns.computeIfAbsent(parts.getString("INDEX_NAME"), name -> new ArrayList<>())
                        .add(small(parts.getString("COLUMN_NAME")));
            }
        }
        Set<String> unique = new HashSet<>();
        try (Statement sql = connection.createStatement();
                ResultSet names = sql.executeQuery(UNIQUE)) {
            while (names.next()) {
                unique.add(names.getString(1));
            }
        }
        columns.keySet().retainAll(unique);
        return columns.values();
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
