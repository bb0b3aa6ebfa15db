package org.penglai.crm.persistence.internal.backup;

import java.util.List;

/**
 * A table as its database describes it.
 *
 * @param name as the database spells it
 * @param create makes the table
 * @param complete makes its keys and indexes, once the rows are in
 * @param references makes its foreign keys, once all tables are complete
 */
record TableShape(String name, List<Column> columns, String create, List<String> complete, List<String> references) {
    /**
     * @param name as the database spells it
     * @param binary whether values are bytes and no text
     */
    record Column(String name, boolean binary) {}

    /** Quoted, so that the spelling stays. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    String select() {
        return "select " + list() + " from " + quoted(name);
    }

    String insert() {
        return "insert into " + quoted(name) + " (" + list() + ") values ("
                + String.join(", ", columns.stream().map(column -> "?").toList()) + ")";
    }

    private String list() {
        return String.join(
                ", ", columns.stream().map(column -> quoted(column.name())).toList());
    }
}
