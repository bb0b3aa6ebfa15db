package org.penglai.crm.bench.bare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Rows of customers with all their columns, as JSON. */
final class CustomerRows {
    private final Connection connection;
    private final JsonFactory json;

    CustomerRows(Connection connection, JsonFactory json) {
        this.connection = connection;
        this.json = json;
    }

    void one(long id, OutputStream out) throws SQLException, IOException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from crm_customer where id = ? and deleted_at is null")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery();
                    JsonGenerator generator = json.createGenerator(out)) {
                rows.next();
                write(rows, rows.getMetaData(), generator);
            }
        }
    }

    void page(int size, OutputStream out) throws SQLException, IOException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from crm_customer where deleted_at is null"
                        + " order by sort_key, id offset 0 rows fetch first ? rows only")) {
            select.setInt(1, size);
            try (ResultSet rows = select.executeQuery();
                    JsonGenerator generator = json.createGenerator(out)) {
                ResultSetMetaData columns = rows.getMetaData();
                generator.writeStartArray();
                while (rows.next()) {
                    write(rows, columns, generator);
                }
                generator.writeEndArray();
            }
        }
    }

    private static void write(ResultSet row, ResultSetMetaData columns, JsonGenerator generator)
            throws SQLException, IOException {
        generator.writeStartObject();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            generator.writeFieldName(columns.getColumnName(i));
            Object value = row.getObject(i);
            if (value == null) {
                generator.writeNull();
            } else if (value instanceof BigDecimal decimal) {
                generator.writeString(decimal.toPlainString());
            } else if (value instanceof Number number) {
                generator.writeNumber(number.longValue());
            } else {
                generator.writeString(value.toString());
            }
        }
        generator.writeEndObject();
    }
}
