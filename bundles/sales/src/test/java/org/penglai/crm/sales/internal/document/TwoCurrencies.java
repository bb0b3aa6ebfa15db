package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.penglai.crm.api.money.Currencies;

/** Renminbi, and dollars at 7.1. */
public final class TwoCurrencies implements Currencies {
    @Override
    public String base() {
        return "CNY";
    }

    @Override
    public int minorUnits(String currency) {
        return 2;
    }

    @Override
    public boolean isInUse(String currency) {
        return rate(currency, null).isPresent();
    }

    @Override
    public Optional<BigDecimal> rate(String currency, LocalDate day) {
        return currency.equals("CNY")
                ? Optional.of(BigDecimal.ONE)
                : currency.equals("USD") ? Optional.of(new BigDecimal("7.1")) : Optional.empty();
    }
}
