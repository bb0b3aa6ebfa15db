package org.penglai.crm.money.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.testkit.TestKernel;

class StoredMoneyTest {
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theRateOfADayIsTheLastOneUpToIt(TestDatabase.Kind kind) {
        try (TestKernel kernel = kernel(kind)) {
            Currencies currencies = new StoredCurrencies(kernel.records());
            assertThat(currencies.base()).isEqualTo("CNY");
            assertThat(currencies.rate("CNY", MARCH)).contains(BigDecimal.ONE);
            assertThat(currencies.rate("USD", MARCH)).as("none yet").isEmpty();

            RecordSnapshot march = rate(kernel, "USD", MARCH, "7.1234");
            rate(kernel, "USD", MARCH.plusDays(10), "7.2");
            rate(kernel, "JPY", MARCH, "0.04712345");
            assertThat(march.text("title")).isEqualTo("USD 2026-03-01");
            assertThat(currencies.rate("USD", MARCH.minusDays(1))).isEmpty();
            assertThat(currencies.rate("USD", MARCH).orElseThrow()).isEqualByComparingTo("7.1234");
            assertThat(currencies.rate("USD", MARCH.plusDays(9)).orElseThrow()).isEqualByComparingTo("7.1234");
            assertThat(currencies.rate("USD", MARCH.plusDays(10)).orElseThrow()).isEqualByComparingTo("7.2");
            assertThat(currencies.rate("XXX", MARCH)).isEmpty();
            assertThat(currencies.rate("no code", MARCH)).isEmpty();

            BigDecimal yen = currencies.rate("JPY", MARCH).orElseThrow();
            assertThat(currencies.toBase(new Money(new BigDecimal("1000"), "JPY"), yen))
                    .isEqualTo(new Money(new BigDecimal("47.12"), "CNY"));
            assertThat(currencies.minorUnits("JPY")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsWrongIsRefusedAndNamed(TestDatabase.Kind kind) {
        try (TestKernel kernel = kernel(kind)) {
            Currencies currencies = new StoredCurrencies(kernel.records());
            rate(kernel, "USD", MARCH, "7.1");
            refused("rate", () -> rate(kernel, "USD", MARCH.plusDays(1), "0"));
            refused("currency", () -> rate(kernel, "CNY", MARCH, "1"));
            assertThatThrownBy(() -> rate(kernel, "USD", MARCH, "7.3"))
                    .as("that day has one")
                    .isInstanceOf(Conflict.class);
            refused("code", () -> kernel.create("currencies", Map.of("code", "ABC", "name", "?")));
            refused("code", () -> kernel.update(currency(kernel, "USD"), Map.of("code", "CAD")));
            refused("inUse", () -> kernel.update(currency(kernel, "CNY"), Map.of("inUse", false)));
            refused("isBase", () -> kernel.delete(currency(kernel, "CNY")));
            assertThatThrownBy(() -> kernel.delete(currency(kernel, "USD")))
                    .as("it has rates")
                    .isInstanceOf(Conflict.class);

            RecordSnapshot dinar = kernel.create("currencies", Map.of("code", "kwd", "name", "科威特第纳尔"));
            assertThat(dinar.text("code")).isEqualTo("KWD");
            assertThat(dinar.integer("minorUnits", 0)).isEqualTo(3);
            assertThat(currencies.isInUse("KWD")).isTrue();
            kernel.update(dinar, Map.of("inUse", false));
            assertThat(currencies.isInUse("KWD")).isFalse();
            assertThat(currencies.isInUse("CAD")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theBaseCurrencyIsChosenBeforeThereAreRates(TestDatabase.Kind kind) {
        try (TestKernel kernel = kernel(kind)) {
            Currencies currencies = new StoredCurrencies(kernel.records());
            kernel.act(currency(kernel, "EUR"), "makeBase", Map.of());
            assertThat(currencies.base()).isEqualTo("EUR");
            assertThat(kernel.list("currencies", "isBase==true", 10)).hasSize(1);
            rate(kernel, "CNY", MARCH, "0.13");
            assertThatThrownBy(() -> kernel.act(currency(kernel, "CNY"), "makeBase", Map.of()))
                    .isInstanceOfSatisfying(Conflict.class, refusal -> assertThat(refusal.code())
                            .isEqualTo("baseCurrencyInUse"));
            assertThat(currencies.base()).isEqualTo("EUR");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void taxRatesAreThoseOfTheDay(TestDatabase.Kind kind) {
        try (TestKernel kernel = kernel(kind)) {
            TaxRates rates = new StoredTaxRates(kernel.records());
            assertThat(rates.on(LocalDate.of(2018, 4, 30)))
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(decimal("0.17"), decimal("0.11"), decimal("0.06"), decimal("0.03"), decimal("0"));
            assertThat(rates.on(LocalDate.of(2026, 11, 22)))
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(
                            decimal("0.13"),
                            decimal("0.09"),
                            decimal("0.06"),
                            decimal("0.03"),
                            decimal("0.01"),
                            decimal("0"));
            assertThat(rates.isInForce(decimal("0.130"), MARCH)).isTrue();
            assertThat(rates.isInForce(decimal("0.17"), MARCH)).isFalse();
            refused("rate", () -> kernel.create("taxRates", tax("1.5", MARCH, null)));
            refused("validTo", () -> kernel.create("taxRates", tax("0.12", MARCH, MARCH.minusDays(1))));
        }
    }

    private static Map<String, Object> tax(String rate, LocalDate from, LocalDate to) {
        Map<String, Object> values = new HashMap<>(Map.of("name", "?", "rate", rate, "validFrom", from));
        values.put("validTo", to);
        return values;
    }

    private static void refused(String field, ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(Invalid.class, refusal -> assertThat(refusal.violations())
                .extracting("field")
                .containsExactly(field));
    }

    private static TestKernel kernel(TestDatabase.Kind kind) {
        return TestKernel.on(kind, new CurrenciesType(), new ExchangeRatesType(), new TaxRatesType());
    }

    private static RecordSnapshot currency(TestKernel kernel, String code) {
        return kernel.list("currencies", "code==" + code, 1).get(0);
    }

    private static RecordSnapshot rate(TestKernel kernel, String currency, LocalDate day, String rate) {
        return kernel.create(
                "exchangeRates", Map.of("currency", currency(kernel, currency).id(), "date", day, "rate", rate));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
