package org.penglai.crm.exchange.internal.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.List;

/** Text with commas, RFC 4180, each cell safe against being taken for a formula; numbers are nothing else and stay. */
public final class CsvWriter implements TableWriter {

    private static final String LINE_END = "\r\n";

    private final Writer writer;

    /** @param mark whether the text starts with a byte order mark */
    public CsvWriter(OutputStream out, Charset charset, boolean mark) throws IOException {
        writer = new BufferedWriter(new OutputStreamWriter(out, charset));
        if (mark) {
            writer.write(TableFormat.MARK);
        }
    }

    @Override
    public void header(List<String> titles) throws IOException {
        row(titles.stream().map(title -> (Cell) new Cell.Text(title)).toList());
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            if (column > 0) {
                writer.write(',');
            }
            Cell cell = cells.get(column);
            write(cell instanceof Cell.Text text ? FormulaGuard.guard(text.text()) : cell.text(), cells.size() == 1);
        }
        writer.write(LINE_END);
    }

    /** @param alone an empty line would be no row */
    private void write(String text, boolean alone) throws IOException {
        boolean plain = text.isEmpty() ? !alone : text.chars().noneMatch(CsvWriter::isSpecial);
        if (plain) {
            writer.write(text);
        } else {
            writer.write('"');
            writer.write(text.replace("\"", "\"\""));
            writer.write('"');
        }
    }

    private static boolean isSpecial(int c) {
        return c == ',' || c == '"' || c == '\r' || c == '\n' || c == ';' || c == '\t';
    }

    @Override
    public void close() throws IOException {
        writer.flush();
    }
}
