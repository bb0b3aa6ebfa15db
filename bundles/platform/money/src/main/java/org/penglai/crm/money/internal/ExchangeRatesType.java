package org.penglai.crm.money.internal;

import java.math.BigDecimal;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.security.Caller;

/** The record type {@code exchangeRates}. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-money)"))
public final class ExchangeRatesType implements RecordType {
    static final String TYPE = "exchangeRates";
    static final String CURRENCY = "currency";
    static final String DATE = "date";
    static final String RATE = "rate";
    private static final String TITLE = "title";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, ExchangeRate.class)
                .unit(CurrenciesType.UNIT)
                .label("汇率", "Exchange rate", "Exchange rates")
                .title(TITLE)
                .key(CURRENCY, DATE)
                .field(TITLE, FieldKind.TEXT, f -> f.label("标题", "Title").readOnly())
                .reference(CURRENCY, CurrenciesType.TYPE, OnDelete.RESTRICT, f -> f.label("币种", "Currency")
                        .required())
                .field(DATE, FieldKind.DATE, f -> f.label("日期", "Date")
                        .help("从这一天起使用，直到有更新的汇率。", "In force from that day on, until there is a newer one.")
                        .required())
                .field(RATE, FieldKind.DECIMAL, f -> f.label("汇率", "Rate")
                        .help("1 单位该币种折合多少本位币。", "What one unit of the currency is worth in the base currency.")
                        .required())
                .view("all", "全部汇率", "All exchange rates", "-date", "", TITLE, CURRENCY, DATE, RATE)
                .section("basic", "基本信息", "Basics", CURRENCY, DATE, RATE)
                .hook(ExchangeRatesType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot rate = input.after();
        if (rate == null) {
            return outcome;
        }
        if (rate.get(RATE, BigDecimal.class).signum() <= 0) {
            outcome.reject(Violation.of(RATE, "tooSmall", "汇率必须大于零。", "A rate is more than nothing."));
        }
        input.records()
                .find(Caller.system(), CurrenciesType.TYPE, rate.reference(CURRENCY))
                .ifPresent(currency -> {
                    if (Boolean.TRUE.equals(currency.get(CurrenciesType.BASE, Boolean.class))) {
                        outcome.reject(
                                Violation.of(CURRENCY, "baseCurrency", "本位币没有汇率。", "The base currency has no rate."));
                    }
                    outcome.set(
                            TITLE,
                            currency.text(CurrenciesType.CODE) + " "
                                    + rate.values().get(DATE));
                });
        return outcome;
    }
}
