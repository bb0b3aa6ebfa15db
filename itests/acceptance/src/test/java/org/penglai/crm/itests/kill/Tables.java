package org.penglai.crm.itests.kill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.persistence.spi.Ids;

/** The database of a server that is stopped, as it is. */
final class Tables implements AutoCloseable {
    private final Connection connection;
    private final String derby;

    Tables(CrmServer stopped) throws SQLException {
        Map<String, String> environment = stopped.environment();
        String url = environment.get("CRM_DB_URL");
        derby = url == null ? "jdbc:derby:" + stopped.data().resolve("db/crm") : null;
        connection = url == null
                ? DriverManager.getConnection(derby, "APP", "")
                : DriverManager.getConnection(url, environment.get("CRM_DB_USER"), environment.get("CRM_DB_PASSWORD"));
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Versions of each record of a type, as its rows in a table tell of them; fails at one that comes twice. */
    Map<String, Set<Long>> versions(String table, String type) throws SQLException {
        Map<String, Set<Long>> versions = new HashMap<>();
        String sql = "select record_id, record_version from " + table + " where record_version > 0 and type = '" + type
                + "'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String id = Ids.format(rows.getLong(1));
                if (!versions.computeIfAbsent(id, first -> new HashSet<>()).add(rows.getLong(2))) {
                    throw new AssertionError(table + " tells twice of version " + rows.getLong(2) + " of " + id);
                }
            }
        }
        return versions;
    }

    /** Positions of the changes of a type, with what happened to which record. */
    Map<Long, Receiver.Delivery> events(String type) throws SQLException {
        Map<Long, Receiver.Delivery> events = new HashMap<>();
        String sql = "select event_position, record_id, record_version, operation from crm_event where type = '" + type
                + "'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                events.put(
                        rows.getLong(1),
                        new Receiver.Delivery(
                                rows.getLong(1),
                                type,
                                Ids.format(rows.getLong(2)),
                                rows.getLong(3),
                                rows.getString(4)));
            }
        }
        return events;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        if (derby != null) {
            try {
                DriverManager.getConnection(derby + ";shutdown=true", "APP", "");
            } catch (SQLException stopped) {
                // Derby says by an exception that it has stopped.
                return;
            }
        }
    }
}
