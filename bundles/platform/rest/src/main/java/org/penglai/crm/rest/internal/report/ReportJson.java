package org.penglai.crm.rest.internal.report;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportDefinition;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.persistence.spi.Ids;

/** Reports as the interface shows them; values as in records. */
public final class ReportJson {
    private static final String NAME = "name";
    private static final String LABEL = "label";
    private static final String KIND = "kind";

    private ReportJson() {}

    public static Map<String, Object> view(ReportDefinition report) {
        Map<String, Object> view = head(report);
        view.put(
                "parameters", report.parameters().stream().map(ReportJson::view).toList());
        return view;
    }

    private static Map<String, Object> head(ReportDefinition report) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(NAME, report.name());
        view.put(LABEL, report.label());
        return view;
    }

    private static Map<String, Object> view(ReportParameter parameter) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(NAME, parameter.name());
        view.put(KIND, parameter.kind().name().toLowerCase(Locale.ROOT));
        view.put(LABEL, parameter.label());
        if (parameter.target() != null) {
            view.put("target", parameter.target());
        }
        if (!parameter.options().isEmpty()) {
            view.put(
                    "options",
                    parameter.options().stream()
                            .map(option -> Map.of("code", option.code(), LABEL, option.label()))
                            .toList());
            view.put("default", parameter.defaultValue());
        }
        return view;
    }

    public static Map<String, Object> view(ReportDefinition report, Map<String, String> parameters, ReportTable table) {
        Map<String, Object> view = head(report);
        view.put("parameters", parameters);
        view.put("currency", table.currency());
        view.put(
                "columns",
                table.columns().stream()
                        .map(column -> Map.of(
                                NAME,
                                column.name(),
                                KIND,
                                column.kind().name().toLowerCase(Locale.ROOT),
                                LABEL,
                                column.label()))
                        .toList());
        view.put("rows", table.rows().stream().map(row -> view(table, row)).toList());
        return view;
    }

    private static Map<String, Object> view(ReportTable table, ReportRow row) {
        Map<String, Object> view = new LinkedHashMap<>();
        for (ReportColumn column : table.columns()) {
            view.put(column.name(), value(table, column, row.values().get(column.name())));
        }
        Map<String, Object> whole = new HashMap<>();
        whole.put("values", view);
        whole.put("behind", row.behind());
        return whole;
    }

    private static Object value(ReportTable table, ReportColumn column, Object value) {
        if (value instanceof Titled titled) {
            Map<String, Object> reference = new LinkedHashMap<>();
            reference.put("id", Ids.format(titled.id()));
            reference.put("title", titled.title());
            return reference;
        }
        if (value instanceof BigDecimal number
                && column.kind() == ReportColumn.Kind.MONEY
                && table.currency() != null) {
            Map<String, Object> money = new LinkedHashMap<>();
            money.put("amount", number.toPlainString());
            money.put("currency", table.currency());
            return money;
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value;
    }
}
