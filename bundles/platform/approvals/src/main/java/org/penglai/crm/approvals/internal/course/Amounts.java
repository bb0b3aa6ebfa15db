package org.penglai.crm.approvals.internal.course;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;

/** What a record is about in the base currency, which the limits of managers are in. */
public final class Amounts {
    private final Supplier<Currencies> currencies;

    /** @param currencies answers null while there is no such service */
    public Amounts(Supplier<Currencies> currencies) {
        this.currencies = currencies;
    }

    /** Null if the field is not there or empty; as it is where no rate is known. */
    Money inBase(RecordSnapshot record, String field, Instant now) {
        Object value = field == null ? null : record.values().get(field);
        Currencies known = currencies.get();
        if (value instanceof Money money) {
            return known == null ? money : converted(known, money, now);
        }
        BigDecimal plain = value instanceof BigDecimal decimal
                ? decimal
                : value instanceof Long whole ? BigDecimal.valueOf(whole) : null;
        return plain == null ? null : new Money(plain, known == null ? "CNY" : known.base());
    }

    private static Money converted(Currencies known, Money money, Instant now) {
        return known.rate(money.currency(), LocalDate.ofInstant(now, ZoneOffset.UTC))
                .map(rate -> known.toBase(money, rate))
                .orElse(money);
    }
}
