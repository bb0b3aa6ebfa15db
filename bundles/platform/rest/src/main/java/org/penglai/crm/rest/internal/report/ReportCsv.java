package org.penglai.crm.rest.internal.report;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Stream;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.exchange.spi.CsvTable;

/** A report as a file for spreadsheets: amounts and shares as plain numbers, the currency in a column of its own. */
public final class ReportCsv {
    private static final Localized CURRENCY = Localized.of("币种", "Currency");

    private ReportCsv() {}

    /** Writes headings in the reader's language and a line for each row. */
    public static void write(ReportTable table, Locale reader, OutputStream out) throws IOException {
        boolean counted = table.currency() != null
                && table.columns().stream().anyMatch(column -> column.kind() == ReportColumn.Kind.MONEY);
        Stream<String> last = counted ? Stream.of(CURRENCY.in(reader)) : Stream.empty();
        try (CsvTable file = new CsvTable(out)) {
            file.row(Stream.concat(
                            table.columns().stream()
                                    .map(column -> column.label().in(reader)),
                            last)
                    .toList());
            for (ReportRow row : table.rows()) {
                file.row(Stream.concat(
                                table.columns().stream()
                                        .map(column -> cell(row.values().get(column.name()), reader)),
                                counted ? Stream.of(table.currency()) : Stream.empty())
                        .toList());
            }
        }
    }

    private static String cell(Object value, Locale reader) {
        if (value == null) {
            return "";
        }
        if (value instanceof Titled titled) {
            return titled.title() == null ? "" : titled.title();
        }
        if (value instanceof Localized text) {
            return text.in(reader);
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
