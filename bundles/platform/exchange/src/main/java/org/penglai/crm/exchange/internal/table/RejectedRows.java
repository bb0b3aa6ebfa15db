package org.penglai.crm.exchange.internal.table;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;

/** Writes rows as they were, with the reason as a further column, in the format of the file that they came from. */
public final class RejectedRows implements Closeable {

    /** Title of the column with the reason. */
    public static final String REASON = "错误原因";

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final TableFormat format;
    private final TableRow header;
    private final Writer writer;

    public RejectedRows(OutputStream out, TableFormat format, TableRow header) throws IOException {
        this.format = format;
        this.header = header;
        this.writer = new BufferedWriter(new OutputStreamWriter(out, format.charset()));
        if (format.byteOrderMark()) {
            writer.write(TableFormat.MARK);
        }
        write(header, REASON);
    }

    /** Appends a row. */
    public void add(TableRow row, String reason) throws IOException {
        write(row, reason);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void write(TableRow row, String reason) throws IOException {
        writer.write(row.raw());
        if (row.raw().chars().filter(c -> c == '"').count() % 2 == 1) {
            writer.write('"');
        }
        for (int column = row.cells().size(); column < header.cells().size(); column++) {
            writer.write(format.delimiter());
        }
        writer.write(format.delimiter());
        writer.write(cell(reason));
        writer.write(format.lineEnd());
    }

    /** A reason that a spreadsheet would take for a formula starts with an apostrophe. */
    private String cell(String reason) {
        String safe = !reason.isEmpty() && FORMULA_STARTS.indexOf(reason.charAt(0)) >= 0 ? "'" + reason : reason;
        boolean plain = safe.chars().noneMatch(c -> c == format.delimiter() || c == '"' || c == '\r' || c == '\n');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
