package org.penglai.crm.sales.internal.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.reports.ReportRow;

/** The values of one row while they come in from several statements. For one report at a time. */
final class Figures {
    private static final int PLACES = 4;

    private final Map<String, Object> values = new LinkedHashMap<>();

    Figures put(String column, Object value) {
        values.put(column, value);
        return this;
    }

    Figures count(String column, long more) {
        return put(column, count(column) + more);
    }

    Figures add(String column, BigDecimal more) {
        return put(column, number(column).add(more));
    }

    long count(String column) {
        return values.get(column) instanceof Long known ? known : 0;
    }

    BigDecimal number(String column) {
        return values.get(column) instanceof BigDecimal known ? known : BigDecimal.ZERO;
    }

    /** One figure in proportion to another; null where there is nothing to compare with. */
    static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.divide(whole, PLACES, RoundingMode.HALF_UP);
    }

    static BigDecimal share(long part, long whole) {
        return share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    ReportRow row(ReportRow.Behind behind) {
        return new ReportRow(values, behind);
    }
}
