package org.penglai.crm.approvals.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.loyalty.internal.LoyaltyAccountType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

/** A type of a third party goes through approval for having asked for the trait. */
class ThirdPartyApprovalTest {
    @Test
    void accountsOfLoyaltyAreDecidedOn() {
        try (Firm firm = new Firm(TestDatabase.Kind.DERBY, Client::definition, new LoyaltyAccountType())) {
            RecordSnapshot ann = firm.person("安");
            RecordSnapshot seller = firm.person("沈");
            firm.asking(firm.flow("type", "acmeLoyaltyAccounts", "guardedActions", "promote"), 1, "any", ann);
            RecordSnapshot customer = firm.kernel.create("customers", Map.of("name", "海源"));
            RecordSnapshot account = firm.kernel.create("acmeLoyaltyAccounts", Map.of("customer", customer.id()));
            assertThat(account.text("approvalStatus")).isEqualTo("none");
            firm.act(seller, account, "submitApproval");
            assertThatThrownBy(() -> firm.kernel.update(account, Map.of("tier", "silver")))
                    .isInstanceOf(Conflict.class);
            assertThat(firm.asked(account)).containsExactly("安");
            firm.act(ann, account, "approve");
            assertThat(firm.status(account)).isEqualTo("approved");
            firm.act(seller, account, "promote");
            assertThat(firm.kernel.now(account).orElseThrow().text("tier")).isEqualTo("silver");
            assertThat(firm.status(account))
                    .as("a promotion changes what was approved")
                    .isEqualTo("none");
        }
    }
}
