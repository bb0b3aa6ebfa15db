package org.penglai.crm.bench.bare;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/** One row of customers, and nothing else. */
final class CustomerWrites {
    private final Connection connection;

    CustomerWrites(Connection connection) {
        this.connection = connection;
    }

    void insert(long id, JsonNode customer) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into crm_customer (id, version,"
                        + " created_at, created_by, updated_at, updated_by, owner_id, deleted_marker, customer_no, name, sort_key, initials,"
                        + " level, phone, email, status, kind) values (?, 1, ?, 1, ?, 1, 1, 0, ?, ?, ?, ?, ?, ?, ?, 'potential', 'company')")) {
            Timestamp now = new Timestamp(System.currentTimeMillis());
            String name = customer.path("name").asText();
            insert.setLong(1, id);
            insert.setTimestamp(2, now);
            insert.setTimestamp(3, now);
            insert.setString(4, "BARE" + id);
            insert.setString(5, name);
            insert.setString(6, name);
            insert.setString(7, "bare" + id);
            insert.setString(8, customer.path("level").asText());
            insert.setString(9, customer.path("phone").asText());
            insert.setString(10, customer.path("email").asText());
            insert.executeUpdate();
        }
    }

    void update(long id, JsonNode changes) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update crm_customer set remark = ?, version = version + 1, updated_at = ? where id = ?")) {
            update.setString(1, changes.path("remark").asText());
            update.setTimestamp(2, new Timestamp(System.currentTimeMillis()));
            update.setLong(3, id);
            update.executeUpdate();
        }
    }
}
