package org.penglai.crm.exchange.internal.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook of one sheet, written as it comes: texts stand in their cells, so nothing is collected. Numbers of more
 * digits than a spreadsheet keeps, and days before its calendar begins, are texts.
 */
public final class XlsxWriter implements TableWriter {

    /** Most rows of a sheet, without the header. */
    public static final int MOST_ROWS = 1_048_575;

    private static final int DIGITS = 15;
    private static final int LONGEST_TEXT = 32_767;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final double SECONDS_A_DAY = 86_400;
    private static final int NUMBER = 0;
    private static final int HEADER = 1;
    private static final int DATE = 2;
    private static final int TIME = 3;
    private static final int PERCENT = 4;
    private static final int TEXT = 5;

    /** What stands around the sheet: name in the workbook, file beside this class. */
    private static final List<Map.Entry<String, String>> PARTS = List.of(
            Map.entry("[Content_Types].xml", "Content_Types.xml"),
            Map.entry("_rels/.rels", "package.rels"),
            Map.entry("xl/workbook.xml", "workbook.xml"),
            Map.entry("xl/_rels/workbook.xml.rels", "workbook.xml.rels"),
            Map.entry("xl/styles.xml", "styles.xml"));

    private final ZipOutputStream zip;
    private final StringBuilder line = new StringBuilder();
    private long row;

    /** @param sheet name of the sheet */
    public XlsxWriter(OutputStream out, String sheet) throws IOException {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        for (Map.Entry<String, String> part : PARTS) {
            zip.putNextEntry(new ZipEntry(part.getKey()));
            zip.write(read(part.getValue())
                    .replace("${sheet}", escaped(sheetName(sheet)))
                    .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
    }

    private static String read(String file) {
        try (InputStream in = XlsxWriter.class.getResourceAsStream("xlsx/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the signs that sheet names must not have. */
    private static String sheetName(String name) {
        String plain = name.replaceAll("[\\\\/?*\\[\\]:']", " ").strip();
        String some = plain.isEmpty() ? "Sheet1" : plain;
        return some.length() > 31 ? some.substring(0, 31) : some;
    }

    @Override
    public void header(List<String> titles) throws IOException {
        line.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
                .append("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
                .append("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\"")
                .append(" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>")
                .append("<sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"1\" max=\"")
                .append(Math.max(1, titles.size()))
                .append("\" width=\"18\" customWidth=\"1\"/></cols><sheetData>");
        begin();
        for (int column = 0; column < titles.size(); column++) {
            text(column, titles.get(column), HEADER);
        }
        end();
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        begin();
        for (int column = 0; column < cells.size(); column++) {
            write(column, cells.get(column));
        }
        end();
    }

    private void begin() {
        line.append("<row r=\"").append(++row).append("\">");
    }

    private void end() throws IOException {
        line.append("</row>");
        zip.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }

    private void write(int column, Cell cell) {
        if (cell instanceof Cell.Number number && number.value().precision() <= DIGITS) {
            number(column, number.value().toPlainString(), number.share() ? PERCENT : NUMBER);
        } else if (cell instanceof Cell.Day day && !day.date().isBefore(FIRST_DAY)) {
            number(column, Long.toString(ChronoUnit.DAYS.between(DAY_ZERO, day.date())), DATE);
        } else if (cell instanceof Cell.Moment moment
                && !moment.time().toLocalDate().isBefore(FIRST_DAY)) {
            number(column, serial(moment.time()), TIME);
        } else if (!cell.text().isEmpty()) {
            text(column, FormulaGuard.escape(cell.text()), TEXT);
        }
    }

    private static String serial(LocalDateTime time) {
        long days = ChronoUnit.DAYS.between(DAY_ZERO, time.toLocalDate());
        return Double.toString(days + LocalTime.from(time).toSecondOfDay() / SECONDS_A_DAY);
    }

    private void number(int column, String value, int style) {
        open(column, style).append("><v>").append(value).append("</v></c>");
    }

    private void text(int column, String text, int style) {
        String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        open(column, style)
                .append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
                .append(escaped(shown))
                .append("</t></is></c>");
    }

    private StringBuilder open(int column, int style) {
        line.append("<c r=\"").append(CellName.column(column)).append(row).append('"');
        return style == NUMBER ? line : line.append(" s=\"").append(style).append('"');
    }

    /** XML, and what XML cannot say in the notation of workbooks. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '_' -> out.append(CellName.isEscape(text, i) ? "_x005F_" : "_");
                default -> {
                    if (c < ' ' && c != '\t' && c != '\n' || c == '\uFFFE' || c == '\uFFFF') {
                        out.append(String.format("_x%04X_", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    @Override
    public void close() throws IOException {
        zip.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }
}
