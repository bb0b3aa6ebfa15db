package org.penglai.crm.receivables.internal.contract;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Fixed;

/** Dates in order, an amount in a used currency, and an effective contract's amount changed by an amendment alone. */
final class ContractRules implements RecordHook {
    private final Currencies currencies;

    ContractRules(Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot contract = input.after();
        if (contract == null) {
            return outcome;
        }
        Money amount = contract.get(AMOUNT, Money.class);
        BigDecimal discount = contract.get(ContractType.DISCOUNT, BigDecimal.class);
        if (discount != null && discount.signum() < 0) {
            outcome.reject(Violation.of(ContractType.DISCOUNT, "tooSmall", "优惠不能为负数。", "It is not negative."));
        }
        Amounts.check(outcome, currencies, amount, AMOUNT);
        LocalDate start = contract.get(ContractType.START_ON, LocalDate.class);
        LocalDate end = contract.get(ContractType.END_ON, LocalDate.class);
        if (start != null && end != null && end.isBefore(start)) {
            outcome.reject(
                    Violation.of(ContractType.END_ON, "tooEarly", "结束日期不能早于开始日期。", "It cannot end before it starts."));
        }
        if (input.before() != null && Fixed.changed(input, AMOUNT)) {
            amended(input);
        }
        BigDecimal rate = contract.get(ContractType.RATE, BigDecimal.class);
        return outcome.set(
                ContractType.BASE_AMOUNT, rate == null || amount == null ? null : currencies.toBase(amount, rate));
    }

    private static void amended(Input input) {
        boolean draft = ContractType.DRAFT.equals(input.before().text(STATUS));
        boolean other =
                input.before().get(AMOUNT, Money.class) != null && input.after().get(AMOUNT, Money.class) == null;
        if (!draft && (other || !Fixed.changed(input, ContractType.AMENDED_AT))) {
            throw new Conflict(
                    "notDraft",
                    Localized.of("合同已生效，请用“变更金额”修改。", "The contract is in effect: change its amount by \"Amend\"."));
        }
    }
}
