package org.penglai.crm.records.internal.write;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.records.Money;

/** Whether two snapshot values mean the same: 1.5 and 1.50, no tags and an empty list, tags in another order. */
final class Same {
    private Same() {}

    static boolean values(Object one, Object other) {
        if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        if (one instanceof Money a && other instanceof Money b) {
            return a.currency().equals(b.currency()) && a.amount().compareTo(b.amount()) == 0;
        }
        if (one instanceof Collection<?> || other instanceof Collection<?>) {
            return new HashSet<>(list(one)).equals(new HashSet<>(list(other)));
        }
        return Objects.equals(one, other);
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
