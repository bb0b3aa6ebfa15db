package org.penglai.crm.rest.internal.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.reports.ReportDefinition;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.QueryParameters;

/** What a report is asked with, checked, so that no report has to. */
public final class ReportParameters {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    private ReportParameters() {}

    /** @throws Malformed if one is unknown or cannot be read */
    public static Map<String, String> of(QueryParameters query, ReportDefinition report) {
        query.allow(report.parameters().stream().map(ReportParameter::name).collect(Collectors.toSet()));
        Map<String, String> values = new LinkedHashMap<>();
        for (ReportParameter parameter : report.parameters()) {
            String text = query.text(parameter.name(), "");
            if (text.isEmpty()) {
                values.put(parameter.name(), parameter.defaultValue());
            } else {
                values.put(parameter.name(), checked(parameter, text));
            }
        }
        return values;
    }

    private static String checked(ReportParameter parameter, String text) {
        boolean fits =
                switch (parameter.kind()) {
                    case DATE -> isDate(text);
                    case RECORD -> Ids.parse(text) > 0;
                    case CHOICE ->
                        parameter.options().stream()
                                .anyMatch(option -> option.code().equals(text));
                };
        if (!fits) {
            throw QueryParameters.bad(parameter.name(), "badValue", "无法识别的值。", "The value cannot be read.");
        }
        return text;
    }

    private static boolean isDate(String text) {
        try {
            int year = LocalDate.parse(text).getYear();
            return year >= FIRST_YEAR && year <= LAST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
