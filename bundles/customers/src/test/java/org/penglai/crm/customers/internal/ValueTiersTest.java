package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.TotalsEngine;

class ValueTiersTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");

    /** The rule, said once more by the database itself. */
    private static final String RULE =
            """
            select c.name, case
                when (select coalesce(sum(o.won_amount), 0) from crm_customer o where o.won_amount > c.won_amount)
                    < 0.80 * (select sum(o.won_amount) from crm_customer o) then 'A'
                when (select coalesce(sum(o.won_amount), 0) from crm_customer o where o.won_amount > c.won_amount)
                    < 0.95 * (select sum(o.won_amount) from crm_customer o) then 'B'
                else 'C' end
            from crm_customer c where c.won_amount > 0""";

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tiersAreThoseOfTheAbcAnalysis(TestDatabase.Kind kind) throws InterruptedException {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            long[] bought = {500, 300, 100, 50, 50, 0};
            for (int at = 0; at < bought.length; at++) {
                customer(kernel, "客户" + at, bought[at]);
            }
            kernel.create("customers", Map.of("name", "新客户"));
            tiers(kernel).run(MORNING);
            // 500 and 300 are 80% together; the next 100 make it 90%, and those who bought 50 each stand alike behind
            // 90%.
            assertThat(shown(kernel))
                    .isEqualTo(new TreeMap<>(Map.of("客户0", "A", "客户1", "A", "客户2", "B", "客户3", "B", "客户4", "B")));
            RecordSnapshot second = named(kernel, "客户1");
            assertThat(second.get(ValueTiers.FROM, Money.class).amount()).isEqualByComparingTo("300");
            assertThat(second.get(ValueTiers.ON, LocalDate.class)).isEqualTo("2026-11-23");

            long version = second.version();
            tiers(kernel).run(MORNING.plusSeconds(3_600));
            assertThat(named(kernel, "客户1").version())
                    .as("what stays is not written")
                    .isEqualTo(version);
            set(kernel, second, 0);
            set(kernel, named(kernel, "客户2"), 900);
            tiers(kernel).run(MORNING);
            assertThat(shown(kernel)).isEqualTo(new TreeMap<>(Map.of("客户0", "A", "客户2", "A", "客户3", "B", "客户4", "B")));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anyAmountsGiveWhatTheDatabaseWouldSay(TestDatabase.Kind kind) throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            for (int at = 0; at < 60; at++) {
                long amount = Math.round(Math.exp(random.nextInt(9)));
                customer(kernel, "客户" + at, random.nextInt(4) == 0 ? 0 : amount);
            }
            tiers(kernel).run(MORNING);
            TreeMap<String, String> expected = new TreeMap<>();
            kernel.database
                    .database()
                    .read(sql -> sql.fetch(DSL.sql(RULE)))
                    .forEach(row -> expected.put(row.get(0, String.class), row.get(1, String.class)));
            assertThat(shown(kernel)).as("seed " + seed).isEqualTo(expected);
        }
    }

    private static ValueTiers tiers(CustomerKernel kernel) {
        return new ValueTiers(kernel.records(), new TotalsEngine(kernel.planner, kernel.database.database()), 80, 95);
    }

    private static void customer(CustomerKernel kernel, String name, long amount) {
        set(kernel, kernel.create("customers", Map.of("name", name)), amount);
    }

    private static void set(CustomerKernel kernel, RecordSnapshot customer, long amount) {
        kernel.apply(new RecordChange.Update(
                "customers",
                customer.id(),
                null,
                Map.of("wonAmount", new Money(new BigDecimal(amount + ".00"), "CNY"))));
    }

    private static RecordSnapshot named(CustomerKernel kernel, String name) {
        return kernel.list("customers", "name==" + name, 1).get(0);
    }

    private static TreeMap<String, String> shown(CustomerKernel kernel) {
        TreeMap<String, String> tiers = new TreeMap<>();
        kernel.list("customers", "valueTier=null=false", 100)
                .forEach(customer -> tiers.put(customer.text("name"), customer.text(ValueTiers.TIER)));
        return tiers;
    }
}
