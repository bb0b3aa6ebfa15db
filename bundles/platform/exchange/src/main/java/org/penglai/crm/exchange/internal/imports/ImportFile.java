package org.penglai.crm.exchange.internal.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
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
import org.penglai.crm.records.spi.StoredType;

/**
 * A file to import, looked at once. What is no text with columns has been brought into that form, in a file of its own
 * that goes when this is closed; so everything behind it reads one form only, as often as it likes.
 */
final class ImportFile implements Closeable {

    /** What other kinds of files are brought into. */
    private static final TableFormat CONVERTED = new TableFormat(StandardCharsets.UTF_8, true, ',', "\r\n");

    private final FileKind kind;
    private final Source source;
    private final TableFormat format;
    private final Charset encoding;
    private final List<String> sheets;
    private final String sheet;
    private final Path converted;
    private final long rows;

    private ImportFile(
            FileKind kind,
            Source source,
            TableFormat format,
            Charset encoding,
            List<String> sheets,
            String sheet,
            Path converted,
            long rows) {
        this.kind = kind;
        this.source = source;
        this.format = format;
        this.encoding = encoding;
        this.sheets = sheets;
        this.sheet = sheet;
        this.converted = converted;
        this.rows = rows;
    }

    /**
     * @param type what the rows become; says which columns vCards have
     * @param encoding null to detect it
     * @param sheet of a workbook; null for the first
     * @throws org.penglai.crm.api.error.Malformed if the file cannot be read as a table
     */
    static ImportFile inspect(Source source, StoredType type, String encoding, String sheet) throws IOException {
        FileKind kind = FileKind.of(source);
        if (kind == FileKind.CSV) {
            TableFormat format = FormatDetection.detect(source, encoding);
            return new ImportFile(kind, source, format, format.charset(), List.of(), null, null, count(source, format));
        }
        Path converted = Files.createTempFile("import-", ".csv");
        boolean good = false;
        try {
            ImportFile file = kind == FileKind.XLSX
                    ? ofWorkbook(source, sheet, converted)
                    : ofCards(source, type, encoding, converted);
            good = true;
            return file;
        } finally {
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
    static void check(Path file, StoredType type, String encoding, String sheet) throws IOException {
        Source source = () -> Files.newInputStream(file);
        FileKind kind = FileKind.of(source);
        if (kind == FileKind.XLSX) {
            try (Workbook workbook = new Workbook(file)) {
                workbook.check(workbook.sheet(sheet));
            }
        } else if (kind == FileKind.VCARD) {
            CardTable.fields(type);
            FormatDetection.detect(source, encoding);
        } else {
            new TableReader(source, FormatDetection.detect(source, encoding)).close();
        }
    }

    private static ImportFile ofWorkbook(Source source, String wanted, Path converted) throws IOException {
        Path copy = copy(source);
        try (Workbook workbook = new Workbook(copy)) {
            String sheet = workbook.sheet(wanted);
            try (OutputStream out = Files.newOutputStream(converted);
                    CsvWriter writer = new CsvWriter(out, CONVERTED.charset(), CONVERTED.byteOrderMark())) {
                workbook.rows(
                        sheet,
                        cells -> writer.row(cells.stream()
                                .map(cell -> (Cell) new Cell.Text(FormulaGuard.undo(cell)))
                                .toList()));
            }
            return of(FileKind.XLSX, CONVERTED.charset(), workbook.sheets(), sheet, converted);
        } finally {
            Files.delete(copy);
        }
    }

    private static ImportFile ofCards(Source source, StoredType type, String encoding, Path converted)
            throws IOException {
        TableFormat format = FormatDetection.detect(source, encoding);
        try (OutputStream out = Files.newOutputStream(converted);
                CsvWriter writer = new CsvWriter(out, CONVERTED.charset(), CONVERTED.byteOrderMark())) {
            CardTable.copy(format.read(source.open()), type, writer);
        }
        return of(FileKind.VCARD, format.charset(), List.of(), null, converted);
    }

    private static ImportFile of(FileKind kind, Charset encoding, List<String> sheets, String sheet, Path converted)
            throws IOException {
        Source source = () -> Files.newInputStream(converted);
        return new ImportFile(kind, source, CONVERTED, encoding, sheets, sheet, converted, count(source, CONVERTED));
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

    /** Character set of the file itself. */
    Charset encoding() {
        return encoding;
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
