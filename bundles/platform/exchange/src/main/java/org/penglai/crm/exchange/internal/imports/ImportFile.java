package org.penglai.crm.exchange.internal.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.penglai.crm.exchange.internal.table.Cell;
import org.penglai.crm.exchange.internal.table.CsvWriter;
import org.penglai.crm.exchange.internal.table.FileKind;
import org.penglai.crm.exchange.internal.table.FormatDetection;
import org.penglai.crm.exchange.internal.table.FormulaGuard;
import org.penglai.crm.exchange.internal.table.Source;
import org.penglai.crm.exchange.internal.table.TableFormat;
import org.penglai.crm.exchange.internal.table.TableReader;
import org.penglai.crm.exchange.internal.table.Workbook;

/**
 * A file to import, looked at once. What is no text with columns has been brought into that form, in a file of its own
 * that goes when this is closed; so everything behind it reads one form only, as often as it likes.
 */
final class ImportFile implements Closeable {

    private final FileKind kind;
    private final Source source;
    private final TableFormat format;
    private final List<String> sheets;
    private final String sheet;
    private final Path converted;
    private final long rows;

    private ImportFile(
            FileKind kind,
            Source source,
            TableFormat format,
            List<String> sheets,
            String sheet,
            Path converted,
            long rows) {
        this.kind = kind;
        this.source = source;
        this.format = format;
        this.sheets = sheets;
        this.sheet = sheet;
        this.converted = converted;
        this.rows = rows;
    }

    /**
     * @param encoding null to detect it
     * @param sheet of a workbook; null for the first
     * @throws org.penglai.crm.api.error.Malformed if the file cannot be read as a table
     */
    static ImportFile inspect(Source source, String encoding, String sheet) throws IOException {
        FileKind kind = FileKind.of(source);
        if (kind != FileKind.XLSX) {
            TableFormat format = FormatDetection.detect(source, encoding);
            return new ImportFile(kind, source, format, List.of(), null, null, count(source, format));
        }
        Path workbook = copy(source);
        Path converted = Files.createTempFile("import-", ".csv");
        boolean good = false;
        try {
            ImportFile file = convert(workbook, sheet, converted);
            good = true;
            return file;
        } finally {
            Files.delete(workbook);
            if (!good) {
                Files.delete(converted);
            }
        }
    }

    /**
     * Looks only as far as it takes to know that the file is fit to be read.
     *
     * @throws org.penglai.crm.api.error.Malformed if it is not
     */
    static void check(Path file, String encoding, String sheet) throws IOException {
        Source source = () -> Files.newInputStream(file);
        if (FileKind.of(source) == FileKind.XLSX) {
            try (Workbook workbook = new Workbook(file)) {
                workbook.check(workbook.sheet(sheet));
            }
        } else {
            new TableReader(source, FormatDetection.detect(source, encoding)).close();
        }
    }

    private static ImportFile convert(Path file, String wanted, Path converted) throws IOException {
        TableFormat format = new TableFormat(StandardCharsets.UTF_8, true, ',', "\r\n");
        try (Workbook workbook = new Workbook(file);
                OutputStream out = Files.newOutputStream(converted)) {
            String sheet = workbook.sheet(wanted);
            try (CsvWriter writer = new CsvWriter(out, format.charset(), format.byteOrderMark())) {
                workbook.rows(
                        sheet,
                        cells -> writer.row(cells.stream()
                                .map(cell -> (Cell) new Cell.Text(FormulaGuard.undo(cell)))
                                .toList()));
            }
            Source source = () -> Files.newInputStream(converted);
            return new ImportFile(
                    FileKind.XLSX, source, format, workbook.sheets(), sheet, converted, count(source, format));
        }
    }

    private static Path copy(Source source) throws IOException {
        Path copy = Files.createTempFile("import-", ".tmp");
        try (InputStream in = source.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    private static long count(Source source, TableFormat format) throws IOException {
        long rows = 0;
        try (TableReader reader = new TableReader(source, format)) {
            while (reader.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    FileKind kind() {
        return kind;
    }

    /** How the table is held, by the file or by what it was brought into. */
    TableFormat format() {
        return format;
    }

    /** Names of a workbook's sheets, else empty. */
    List<String> sheets() {
        return sheets;
    }

    /** The sheet that is read, null unless the file is a workbook. */
    String sheet() {
        return sheet;
    }

    /** How many rows there are behind the header. */
    long rows() {
        return rows;
    }

    TableReader read() throws IOException {
        return new TableReader(source, format);
    }

    @Override
    public void close() throws IOException {
        if (converted != null) {
            Files.deleteIfExists(converted);
        }
    }
}
