package com.acme.loyalty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

class PromotionTest {

    private static final long CUSTOMER = 42;

    @Test
    void bronzeBecomesSilverAndTheCustomerStaysAsItIs() {
        Outcome outcome = promote("bronze");
        assertThat(outcome.values()).containsEntry("tier", "silver");
        assertThat(outcome.followUps()).isEmpty();
    }

    @Test
    void whoReachesGoldBecomesAnACustomer() {
        Outcome outcome = promote("silver");
        assertThat(outcome.values()).containsEntry("tier", "gold");
        assertThat(outcome.followUps())
                .containsExactly(new RecordChange.Update("customers", CUSTOMER, null, Map.of("level", "A")));
    }

    @Test
    void goldCannotBeLifted() {
        assertThat(promote("gold").violations()).singleElement().satisfies(violation -> assertThat(violation.code())
                .isEqualTo("highestTier"));
    }

    private static Outcome promote(String tier) {
        RecordSnapshot account =
                new RecordSnapshot("acmeLoyaltyAccounts", 1, 1, Map.of("tier", tier, "customer", CUSTOMER));
        return new Promotion().run(new ActionDefinition.Input(account, Map.of(), Caller.system(), null, Instant.EPOCH));
    }
}
