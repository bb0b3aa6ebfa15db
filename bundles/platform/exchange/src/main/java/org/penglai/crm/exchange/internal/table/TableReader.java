package org.penglai.crm.exchange.internal.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;

/** Reads a table row by row, however long it is. The first row with text is the header. For one thread. */
public final class TableReader implements Closeable {

    private final KeepingReader text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final TableRow header;
    private CSVRecord following;
    private long number = -1;

    /**
     * @throws Malformed if the file has no header
     */
    public TableReader(Source source, TableFormat format) throws IOException {
        InputStream in = source.open();
        text = new KeepingReader(format.read(in));
        parser = CSVParser.parse(
                text,
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(format.delimiter())
                        .setIgnoreEmptyLines(true)
                        .setTrailingData(true)
                        .setLenientEof(true)
                        .get());
        records = parser.iterator();
        following = records.hasNext() ? records.next() : null;
        header = next();
        if (header == null) {
            close();
            throw new Malformed("emptyFile", Localized.of("文件中没有表头。", "The file has no header."));
        }
    }

    /** The header as a row; its number is 0. */
    public TableRow header() {
        return header;
    }

    /** Titles of the columns, stripped. */
    public List<String> titles() {
        return header.cells().stream().map(String::strip).toList();
    }

    /** The next row with text, null at the end. */
    public TableRow next() throws IOException {
        try {
            while (following != null) {
                CSVRecord record = following;
                following = records.hasNext() ? records.next() : null;
                long end = following == null ? text.end() : following.getCharacterPosition();
                String raw = text.take(record.getCharacterPosition(), end);
                if (record.stream().anyMatch(cell -> !cell.isBlank())) {
                    number++;
                    List<String> cells = record.stream().map(FormulaGuard::undo).toList();
                    return new TableRow(number, cells, withoutLineEnds(raw));
                }
            }
            return null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static String withoutLineEnds(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && isLineEnd(raw.charAt(from))) {
            from++;
        }
        while (to > from && isLineEnd(raw.charAt(to - 1))) {
            to--;
        }
        return raw.substring(from, to);
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n';
    }
}
