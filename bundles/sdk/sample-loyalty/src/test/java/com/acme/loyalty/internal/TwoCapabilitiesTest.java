package com.acme.loyalty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.testkit.TestKernel;

/** Loyalty and customers together on the record kernel: what one capability follows up stands or falls with the other. */
class TwoCapabilitiesTest {

    private TestKernel kernel;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void promotionToGoldMakesAnACustomer(TestDatabase.Kind kind) {
        try (TestKernel opened = start(kind)) {
            RecordSnapshot customer = opened.create("customers", Map.of("name", "海源", "level", "B"));
            RecordSnapshot account = account(customer);
            assertThat(account.values()).containsEntry("tier", "bronze").containsEntry("points", 0L);

            promote(account);
            assertThat(now(customer).text("level")).isEqualTo("B");
            promote(account);
            assertThat(now(account).text("tier")).isEqualTo("gold");
            assertThat(now(customer).text("level")).isEqualTo("A");
            assertThatThrownBy(() -> promote(account)).isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void entriesAddUpAndTheBalanceNeverFallsBelowZero(TestDatabase.Kind kind) {
        try (TestKernel opened = start(kind)) {
            RecordSnapshot account = account(opened.create("customers", Map.of("name", "海源")));

            entry(account, 100);
            RecordSnapshot spent = entry(account, -30);
            assertThat(points(account)).isEqualTo(70);
            assertThatThrownBy(() -> entry(account, -71)).isInstanceOf(Invalid.class);
            assertThat(points(account)).isEqualTo(70);

            opened.delete(spent);
            assertThat(points(account)).isEqualTo(100);
        }
    }

    private TestKernel start(TestDatabase.Kind kind) {
        kernel = TestKernel.on(kind, new CustomerType(), new LoyaltyAccountType(), new LoyaltyEntryType());
        return kernel;
    }

    private RecordSnapshot account(RecordSnapshot customer) {
        return kernel.create(LoyaltyAccountType.TYPE, Map.of("customer", customer.id()));
    }

    private RecordSnapshot entry(RecordSnapshot account, long points) {
        return kernel.create("acmeLoyaltyEntries", Map.of("account", account.id(), "points", points, "reason", "订单"));
    }

    private void promote(RecordSnapshot account) {
        kernel.act(account, "promote", Map.of());
    }

    private long points(RecordSnapshot account) {
        return now(account).integer("points", -1);
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }
}
