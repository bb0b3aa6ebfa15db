package org.penglai.crm.money.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;

/** Currencies and rates that administrators keep as records. */
@Component(service = Currencies.class)
public final class StoredCurrencies implements Currencies {
    private final RecordReader records;

    @Activate
    public StoredCurrencies(@Reference RecordReader records) {
        this.records = records;
    }

    @Override
    public String base() {
        return first(CurrenciesType.TYPE, CurrenciesType.BASE + "==true", "id")
                .orElseThrow()
                .text(CurrenciesType.CODE);
    }

    @Override
    public int minorUnits(String currency) {
        return IsoCurrencies.decimals(currency)
                .orElseThrow(() -> new IllegalArgumentException("no currency: " + currency));
    }

    @Override
    public boolean isInUse(String currency) {
        return named(currency)
                .filter(found -> Boolean.TRUE.equals(found.get(CurrenciesType.IN_USE, Boolean.class)))
                .isPresent();
    }

    @Override
    public Optional<BigDecimal> rate(String currency, LocalDate day) {
        return named(currency)
                .flatMap(found -> Boolean.TRUE.equals(found.get(CurrenciesType.BASE, Boolean.class))
                        ? Optional.of(BigDecimal.ONE)
                        : first(ExchangeRatesType.TYPE, upTo(found, day), "-" + ExchangeRatesType.DATE)
                                .map(rate -> rate.get(ExchangeRatesType.RATE, BigDecimal.class)));
    }

    private static String upTo(RecordSnapshot currency, LocalDate day) {
        return ExchangeRatesType.CURRENCY + "==" + Ids.format(currency.id()) + ";" + ExchangeRatesType.DATE + "=le="
                + day;
    }

    /** A code that is none could be anything but the text of a filter. */
    private Optional<RecordSnapshot> named(String currency) {
        return IsoCurrencies.decimals(currency).isEmpty()
                ? Optional.empty()
                : first(CurrenciesType.TYPE, CurrenciesType.CODE + "==" + currency, "id");
    }

    private Optional<RecordSnapshot> first(String type, String filter, String sort) {
        List<RecordSnapshot> found = records.list(Caller.system(), type, new RecordQuery(filter, sort, 1));
        return found.stream().findFirst();
    }
}
