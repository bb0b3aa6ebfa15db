package org.penglai.crm.receivables.internal.contract;

import java.util.List;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;

/**
 * A contract is one whole with its instalments: they are written on its page, and of two people who plan at the same time
 * the second one sees what the first one has planned.
 */
final class ContractPlans implements DocumentRule {

    @Override
    public String parts() {
        return PaymentPlanType.TYPE;
    }

    @Override
    public String field() {
        return PaymentPlanType.CONTRACT;
    }

    @Override
    public PartsGrid grid() {
        return new PartsGrid(
                PaymentPlanType.GRID,
                List.of(),
                List.of(ActionCondition.is(Receivables.STATUS, ContractType.DRAFT, ContractType.EFFECTIVE)));
    }

    @Override
    public Outcome settle(Whole whole) {
        return Outcome.none();
    }
}
