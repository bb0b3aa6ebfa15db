package org.penglai.crm.persistence.internal.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Derby keeps definitions as texts in its system tables; statements are put together from these. */
final class DerbyCatalog implements Catalog {
    private static final String TABLES =
            """
            select t.tableid, t.tablename from sys.systables t join sys.sysschemas s on s.schemaid = t.schemaid
            where t.tabletype = 'T' and s.schemaname = current schema order by t.tablename""";
    private static final String COLUMNS =
            """
            select columnname, columndatatype, columndefault, autoincrementinc from sys.syscolumns
            where referenceid = ? order by columnnumber""";
    private static final String KEYS =
            """
            select n.constraintname, n.type, g.descriptor from sys.sysconstraints n
            join sys.syskeys k on k.constraintid = n.constraintid
            join sys.sysconglomerates g on g.conglomerateid = k.conglomerateid
            where n.tableid = ? and n.type in ('P', 'U') order by n.type, n.constraintname""";
    private static final String CHECKS =
            """
            select n.constraintname, c.checkdefinition from sys.sysconstraints n
            join sys.syschecks c on c.constraintid = n.constraintid where n.tableid = ? order by n.constraintname""";
    private static final String INDEXES =
            """
            select conglomeratename, descriptor from sys.sysconglomerates
            where tableid = ? and isindex and not isconstraint order by conglomeratename""";
    private static final String BINARY = ".*(BLOB|FOR BIT DATA).*";

    @Override
    public List<TableShape> tables(Connection connection) throws SQLException {
        List<TableShape> tables = new ArrayList<>();
        for (Map.Entry<String, String> table : pairs(connection, TABLES, null).entrySet()) {
            tables.add(table(connection, table.getKey(), table.getValue()));
        }
        return tables;
    }

    @Override
    public List<String> drops(Connection connection) throws SQLException {
        List<String> drops = new ArrayList<>();
        List<TableShape> tables = tables(connection);
        for (TableShape table : tables) {
            drops.addAll(DerbyReferences.drops(connection, table.name()));
        }
        tables.forEach(table -> drops.add("drop table " + TableShape.quoted(table.name())));
        return drops;
    }

    private static TableShape table(Connection connection, String id, String name) throws SQLException {
        List<TableShape.Column> columns = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String type = rows.getString(2);
                    columns.add(new TableShape.Column(rows.getString(1), type.matches(BINARY)));
                    definitions.add(TableShape.quoted(rows.getString(1)) + " " + type(type, rows));
                }
            }
        }
        List<String> complete = new ArrayList<>();
        String quoted = TableShape.quoted(name);
        try (PreparedStatement query = connection.prepareStatement(KEYS)) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    complete.add("alter table " + quoted + " add constraint " + TableShape.quoted(rows.getString(1))
                            + ("P".equals(rows.getString(2)) ? " primary key " : " unique ")
                            + keys(rows.getString(3), columns, false));
                }
            }
        }
        pairs(connection, CHECKS, id)
                .forEach((constraint, check) -> complete.add("alter table " + quoted + " add constraint "
                        + TableShape.quoted(constraint) + " check " + check));
        pairs(connection, INDEXES, id)
                .forEach((index, descriptor) ->
                        complete.add("create " + (descriptor.startsWith("UNIQUE") ? "unique " : "") + "index "
                                + TableShape.quoted(index) + " on " + quoted + " " + keys(descriptor, columns, true)));
        return new TableShape(
                name,
                columns,
                "create table " + quoted + " (" + String.join(", ", definitions) + ")",
                complete,
                DerbyReferences.of(connection, name));
    }

    /** The type comes with NOT NULL; defaults and identities are apart. */
    private static String type(String text, ResultSet column) throws SQLException {
        String type = text.replace(" NOT NULL", "");
        String rest = text.length() > type.length() ? " NOT NULL" : "";
        if (column.getObject(4) != null) {
            return type + " generated by default as identity" + rest;
        }
        String preset = column.getString(3);
        return type + (preset == null ? "" : " default " + preset) + rest;
    }

    /** From {@code UNIQUE BTREE (1, 3 DESC)} to the columns' names. */
    private static String keys(String descriptor, List<TableShape.Column> columns, boolean ordered) {
        String places = descriptor.substring(descriptor.indexOf('(') + 1, descriptor.lastIndexOf(')'));
        List<String> names = new ArrayList<>();
        for (String place : places.split(",")) {
            String[] parts = place.strip().split(" ");
            String name = TableShape.quoted(
                    columns.get(Integer.parseInt(parts[0]) - 1).name());
            names.add(parts.length > 1 && ordered ? name + " desc" : name);
        }
        return "(" + String.join(", ", names) + ")";
    }

    private static Map<String, String> pairs(Connection connection, String sql, String id) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (id != null) {
                query.setString(1, id);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    pairs.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return pairs;
    }

    @Override
    public int textType() {
        return Types.VARCHAR;
    }
}
