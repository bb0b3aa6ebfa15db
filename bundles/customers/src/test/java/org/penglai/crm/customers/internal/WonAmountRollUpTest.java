package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

class WonAmountRollUpTest {
    private static final int STEPS = 120;

    /** Amounts change, groups are formed, moved and dissolved at random: every sum is right after every step. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void everyCustomerShowsTheSumOfItsSubtree(TestDatabase.Kind kind) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            List<RecordSnapshot> customers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                customers.add(kernel.create("customers", Map.of("name", "客户" + i)));
            }
            for (int step = 0; step < STEPS; step++) {
                RecordSnapshot customer = customers.get(random.nextInt(customers.size()));
                change(kernel, customers, customer, random);
                check(kernel, "seed " + seed + ", step " + step);
            }
        }
    }

    private static void change(
            CustomerKernel kernel, List<RecordSnapshot> customers, RecordSnapshot customer, Random random) {
        Map<String, Object> values = new HashMap<>();
        if (random.nextInt(3) > 0) {
            values.put("wonAmount", new Money(BigDecimal.valueOf(random.nextInt(100_000), 2), "CNY"));
        }
        if (random.nextInt(3) > 0) {
            RecordSnapshot parent = customers.get(random.nextInt(customers.size()));
            values.put("parent", random.nextInt(4) == 0 ? null : parent.id());
        }
        try {
            if (random.nextInt(10) == 0) {
                customers.add(kernel.create("customers", with(values, "客户" + customers.size())));
            } else {
                kernel.apply(new RecordChange.Update("customers", customer.id(), null, values));
            }
        } catch (Invalid circular) {
            assertThat(circular.violations()).extracting("code").containsExactly("circular");
        }
    }

    private static Map<String, Object> with(Map<String, Object> values, String name) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("name", name);
        return all;
    }

    private static void check(CustomerKernel kernel, String where) {
        List<RecordSnapshot> all = kernel.list("customers", "", 1_000);
        for (RecordSnapshot customer : all) {
            assertThat(amount(customer, "subtreeWonAmount")).as(where).isEqualByComparingTo(sum(all, customer));
        }
    }

    private static BigDecimal sum(List<RecordSnapshot> all, RecordSnapshot root) {
        return all.stream()
                .filter(one -> Long.valueOf(root.id()).equals(one.reference("parent")))
                .map(child -> sum(all, child))
                .reduce(amount(root, "wonAmount"), BigDecimal::add);
    }

    private static BigDecimal amount(RecordSnapshot customer, String field) {
        Money money = customer.get(field, Money.class);
        return money == null ? BigDecimal.ZERO : money.amount();
    }
}
