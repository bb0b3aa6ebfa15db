package org.penglai.crm.persistence.internal.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;

/**
 * A row as a line of text: values as the database writes them, tabs between them, {@code \N} for null, bytes in hex;
 * tabs, ends of lines and backslashes within values are written as {@code \t \n \r \\}.
 */
final class RowText {
    private static final String NULL = "\\N";

    private final List<TableShape.Column> columns;
    private final int textType;

    RowText(List<TableShape.Column> columns, int textType) {
        this.columns = columns;
        this.textType = textType;
    }

    /** The line without its end. */
    byte[] read(ResultSet row) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int place = 0; place < columns.size(); place++) {
            if (place > 0) {
                line.append('\t');
            }
            append(line, value(row, place));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String value(ResultSet row, int place) throws SQLException {
        if (!columns.get(place).binary()) {
            return row.getString(place + 1);
        }
        byte[] bytes = row.getBytes(place + 1);
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    private static void append(StringBuilder line, String value) {
        if (value == null) {
            line.append(NULL);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(c);
            }
        }
    }

    /** @throws IOException if the line is none of this table */
    void bind(String line, PreparedStatement insert) throws SQLException, IOException {
        String[] values = line.split("\t", -1);
        if (values.length != columns.size()) {
            throw new IOException("a row has " + values.length + " values in place of " + columns.size());
        }
        for (int place = 0; place < values.length; place++) {
            bind(insert, place, values[place]);
        }
    }

    private void bind(PreparedStatement insert, int place, String value) throws SQLException {
        boolean binary = columns.get(place).binary();
        String text = value.equals(NULL) ? null : unescape(value);
        if (binary) {
            insert.setBytes(place + 1, text == null ? null : HexFormat.of().parseHex(text));
        } else if (text == null) {
            insert.setNull(place + 1, textType);
        } else if (textType == Types.VARCHAR) {
            // As an object of that type Derby would make a whole number of a decimal one.
            insert.setString(place + 1, text);
        } else {
            insert.setObject(place + 1, text, textType);
        }
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char escaped = value.charAt(++i);
                text.append(
                        switch (escaped) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> escaped;
                        });
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
