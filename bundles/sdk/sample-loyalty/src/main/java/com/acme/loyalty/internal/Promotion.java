package com.acme.loyalty.internal;

import java.util.Map;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;

/**
 * Lifts an account by one tier. Who reaches gold becomes an A customer in the same transaction, although customers
 * belong to another module.
 */
final class Promotion implements ActionDefinition.Handler {

    static final String CUSTOMERS = "customers";
    static final String BRONZE = "bronze";
    static final String SILVER = "silver";
    static final String GOLD = "gold";

    private static final Map<String, String> NEXT = Map.of(BRONZE, SILVER, SILVER, GOLD);

    @Override
    public Outcome run(ActionDefinition.Input input) {
        String tier = NEXT.get(input.record().text("tier"));
        if (tier == null) {
            return Outcome.none().reject(Violation.of("tier", "highestTier", "已是最高等级。", "There is no higher tier."));
        }
        Outcome outcome = Outcome.none().set("tier", tier);
        return tier.equals(GOLD)
                ? outcome.follow(new RecordChange.Update(
                        CUSTOMERS, input.record().reference("customer"), null, Map.of("level", "A")))
                : outcome;
    }
}
