package org.penglai.crm.exchange.internal.exports;

import com.fasterxml.jackson.databind.JsonNode;
import org.penglai.crm.exchange.internal.table.Cell;

/**
 * One column of an export.
 *
 * @param title its head
 * @param source member of a record's JSON
 * @param target type that the member refers to, null if it is no reference
 * @param cell makes the cell of that member, which may be null
 */
record ExportColumn(String title, String source, String target, CellMaker cell) {

    /** From JSON to a cell. */
    @FunctionalInterface
    interface CellMaker {
        Cell of(JsonNode value);
    }

    Cell of(JsonNode row) {
        JsonNode value = row.get(source);
        return value == null || value.isNull() ? Cell.empty() : cell.of(value);
    }
}
