package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import org.penglai.crm.api.error.Violation;

/** Probabilities are shares of one. */
final class Shares {
    private Shares() {}

    static boolean isShare(BigDecimal value) {
        return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
    }

    static Violation notAShare(String field) {
        return Violation.of(field, "outOfRange", "须在 0% 到 100% 之间。", "Between 0% and 100%.");
    }
}
