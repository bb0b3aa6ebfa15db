package org.penglai.crm.exchange.internal.imports;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;

/** Which values of a row differ from the record as it is. */
final class FieldDifferences {

    private FieldDifferences() {}

    /** The values that would change the record. */
    static Map<String, Object> of(Map<String, Object> values, RecordSnapshot record) {
        Map<String, Object> changed = new LinkedHashMap<>();
        values.forEach((field, value) -> {
            if (!same(value, record.values().get(field))) {
                changed.put(field, value);
            }
        });
        return changed;
    }

    /** Amounts are compared by value, labels without their order. */
    private static boolean same(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y) == 0;
        }
        if (a instanceof Money x && b instanceof Money y) {
            return x.currency().equals(y.currency()) && x.amount().compareTo(y.amount()) == 0;
        }
        if (a instanceof Collection<?> x && b instanceof Collection<?> y) {
            return new HashSet<>(x).equals(new HashSet<>(y));
        }
        return Objects.equals(a, b);
    }
}
