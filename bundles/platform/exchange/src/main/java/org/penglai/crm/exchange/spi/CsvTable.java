package org.penglai.crm.exchange.spi;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.penglai.crm.exchange.internal.table.Cell;
import org.penglai.crm.exchange.internal.table.CsvWriter;

/**
 * Texts as a CSV file that spreadsheets read: UTF-8 with a mark, no cell a formula. Closing completes it and leaves the
 * stream below open. For one thread.
 */
public final class CsvTable implements Closeable {
    private final CsvWriter writer;

    public CsvTable(OutputStream out) throws IOException {
        writer = new CsvWriter(out, StandardCharsets.UTF_8, true);
    }

    /** One more row; null is an empty cell. */
    public void row(List<String> cells) throws IOException {
        writer.row(cells.stream()
                .map(cell -> (Cell) new Cell.Text(cell == null ? "" : cell))
                .toList());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
