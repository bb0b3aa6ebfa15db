package org.penglai.crm.api.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The tax rates that were or are in force. Reads what is stored, as {@link Currencies} does. Safe for any thread. */
@ProviderType
public interface TaxRates {
    /** Rates in force on that day, as shares of one, highest first. */
    List<BigDecimal> on(LocalDate day);

    /** Whether documents of that day may use the rate. */
    default boolean isInForce(BigDecimal rate, LocalDate day) {
        return on(day).stream().anyMatch(known -> known.compareTo(rate) == 0);
    }
}
