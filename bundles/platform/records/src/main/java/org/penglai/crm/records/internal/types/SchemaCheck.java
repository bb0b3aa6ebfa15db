package org.penglai.crm.records.internal.types;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.vault.spi.FieldKey;

/** Compares a type with the live schema: what is declared but not there, too small or of another family. */
final class SchemaCheck {
    private static final int CURRENCY_LENGTH = 3;
    private static final List<String> UNDECLARED = List.of(
            SystemColumns.DEPT_PATH,
            SystemColumns.DELETED_AT,
            SystemColumns.DELETED_BY,
            SystemColumns.DELETED_MARKER,
            SystemColumns.SORT_KEY,
            SystemColumns.INITIALS);

    private SchemaCheck() {}

    /** One line a mismatch; empty if the type can be used. */
    static List<String> problems(DSLContext sql, StoredType type) {
        Map<String, Column> columns = sql.connectionResult(connection -> columns(connection, type.table()));
        if (columns.isEmpty()) {
            return List.of(type.name() + ": there is no table " + type.table());
        }
        List<String> problems = new ArrayList<>();
        for (StoredField field : type.fields().values()) {
            if (field.column() != null) {
                check(type, field, columns.get(field.column()), problems);
            }
            if (field.currencyColumn() != null) {
                Column currency = columns.get(field.currencyColumn());
                if (currency == null || currency.size() < CURRENCY_LENGTH) {
                    problems.add(place(type, field) + "column " + field.currencyColumn() + " is missing or too short");
                }
            }
        }
        UNDECLARED.stream()
                .filter(name -> !columns.containsKey(name))
                .forEach(name -> problems.add(type.name() + ": table " + type.table() + " has no column " + name));
        return problems;
    }

    private static void check(StoredType type, StoredField field, Column column, List<String> problems) {
        if (column == null) {
            problems.add(place(type, field) + "table " + type.table() + " has no column " + field.column());
        } else if (!FieldColumns.jdbcTypes(field.kind()).contains(column.jdbcType())) {
            problems.add(place(type, field) + "column " + field.column() + " is a " + column.typeName()
                    + ", which cannot hold the kind " + field.kind().code());
        } else if (FieldColumns.isText(field.kind()) && column.size() < neededLength(field)) {
            problems.add(place(type, field) + "column " + field.column() + " holds " + column.size()
                    + " characters, declared are " + neededLength(field));
        } else if (field.precision() > 0
                && (column.scale() < field.scale()
                        || column.size() - column.scale() < field.precision() - field.scale())) {
            problems.add(place(type, field) + "column " + field.column() + " is decimal(" + column.size() + ","
                    + column.scale() + "), declared is decimal(" + field.precision() + "," + field.scale() + ")");
        }
    }

    private static int neededLength(StoredField field) {
        boolean coded = field.kind() == FieldKind.ENUMERATION || field.kind() == FieldKind.PICKLIST;
        int longestCode = field.options().stream()
                .mapToInt(option -> option.code().length())
                .max()
                .orElse(0);
        if (field.sensitive()) {
            return FieldKey.room(field.maxLength());
        }
        return coded ? longestCode : field.maxLength();
    }

    private static String place(StoredType type, StoredField field) {
        return type.name() + "." + field.name() + ": ";
    }

    private static Map<String, Column> columns(Connection connection, String table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String stored = metaData.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        String escape = metaData.getSearchStringEscape();
        String pattern = stored.replace("_", escape + "_");
        Map<String, Column> columns = new HashMap<>();
        try (ResultSet row = metaData.getColumns(null, connection.getSchema(), pattern, null)) {
            while (row.next()) {
                columns.put(
                        row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                        new Column(
                                row.getInt("DATA_TYPE"),
                                row.getString("TYPE_NAME"),
                                row.getInt("COLUMN_SIZE"),
                                row.getInt("DECIMAL_DIGITS")));
            }
        }
        return columns;
    }

    private record Column(int jdbcType, String typeName, int size, int scale) {}
}
