package org.penglai.crm.api.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.records.Money;

/**
 * The firm's currencies and what they are worth today; a document keeps the rate that it was given. Reads what is stored at
 * the moment of the call. Safe for any thread.
 */
@ProviderType
public interface Currencies {
    /** ISO 4217 code of the currency that sums are told in. */
    String base();

    /**
     * How many decimals amounts of the currency have, e.g. 2 for CNY, 0 for JPY.
     *
     * @throws IllegalArgumentException if it is no code of ISO 4217
     */
    int minorUnits(String currency);

    /** Whether documents may be in this currency: the firm uses it, and has not given it up. */
    boolean isInUse(String currency);

    /**
     * How many units of the base currency one unit is worth: the rate of the last day up to the given one for which there
     * is any. 1 for the base currency itself; empty if there is none yet.
     */
    Optional<BigDecimal> rate(String currency, LocalDate day);

    /** The amount in the base currency at a frozen rate, rounded half up to the base currency's minor units. */
    default Money toBase(Money money, BigDecimal rate) {
        return new Money(money.amount().multiply(rate).setScale(minorUnits(base()), RoundingMode.HALF_UP), base());
    }
}
