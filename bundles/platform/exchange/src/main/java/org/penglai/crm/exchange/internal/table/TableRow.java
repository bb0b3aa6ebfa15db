package org.penglai.crm.exchange.internal.table;

import java.util.List;

/**
 * One row of a table.
 *
 * @param number counts from 1 behind the header, rows without any text left out
 * @param cells as many as the row has
 * @param raw the row as it stands in the file, without its line end
 */
public record TableRow(long number, List<String> cells, String raw) {

    public TableRow {
        cells = List.copyOf(cells);
    }

    /** Text of a column, empty if the row is too short to have it. */
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    /** Whether there is text in columns that the header does not have. */
    public boolean exceeds(int columns) {
        return cells.stream().skip(columns).anyMatch(cell -> !cell.isBlank());
    }
}
