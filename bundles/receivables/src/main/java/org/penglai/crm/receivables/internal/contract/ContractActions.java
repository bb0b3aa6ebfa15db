package org.penglai.crm.receivables.internal.contract;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.REASON;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.plan.Instalments;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;

/** What can be done to a contract. */
final class ContractActions {
    private final Currencies currencies;

    ContractActions(Currencies currencies) {
        this.currencies = currencies;
    }

    ActionDefinition activate() {
        return ActionDefinition.of("activate", "生效", "Put into effect", this::activated)
                .onlyIf(ActionCondition.is(STATUS, ContractType.DRAFT));
    }

    ActionDefinition complete() {
        return ActionDefinition.of(
                        "complete", "完成", "Complete", input -> Outcome.none().set(STATUS, ContractType.COMPLETED))
                .onlyIf(ActionCondition.is(STATUS, ContractType.EFFECTIVE));
    }

    /** The amount's only way to change once the contract is in effect; instalments stay as they are. */
    ActionDefinition amend() {
        return reasoned(ActionDefinition.of("amend", "变更金额", "Amend", ContractActions::amended)
                        .asking(AMOUNT, FieldKind.MONEY, f -> f.label("新的合同金额", "New amount")
                                .required()))
                .onlyIf(ActionCondition.is(STATUS, ContractType.EFFECTIVE, ContractType.COMPLETED));
    }

    ActionDefinition terminate() {
        return reasoned(ActionDefinition.of(
                        "terminate", "终止", "Terminate", input -> ended(input, ContractType.TERMINATED)))
                .onlyIf(ActionCondition.is(STATUS, ContractType.EFFECTIVE));
    }

    ActionDefinition voiding() {
        return reasoned(ActionDefinition.of("void", "作废", "Make void", input -> {
                    requireUnsettled(input.record());
                    return ended(input, ContractType.VOIDED);
                }))
                .onlyIf(ActionCondition.is(STATUS, ContractType.EFFECTIVE));
    }

    private static ActionDefinition reasoned(ActionDefinition action) {
        return action.asking(
                REASON, FieldKind.TEXT, f -> f.label("原因", "Reason").required());
    }

    private Outcome activated(ActionDefinition.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot contract = input.record();
        Money amount = contract.get(AMOUNT, Money.class);
        boolean sale = ContractType.SALE.equals(contract.text(ContractType.KIND));
        if (sale && amount == null) {
            return outcome.reject(
                    Violation.of(AMOUNT, "required", "销售合同生效前须填写金额。", "A contract of sale needs an amount."));
        }
        LocalDate today = Receivables.day(input.now(), input.caller());
        if (amount != null) {
            Optional<BigDecimal> rate = currencies.rate(amount.currency(), today);
            if (rate.isEmpty()) {
                return outcome.reject(Violation.of(
                        AMOUNT,
                        "noExchangeRate",
                        "还没有" + amount.currency() + "的汇率。",
                        "There is no exchange rate of " + amount.currency() + " yet."));
            }
            outcome.set(ContractType.RATE, rate.get());
        }
        if (contract.get(ContractType.SIGNED_ON, LocalDate.class) == null) {
            outcome.set(ContractType.SIGNED_ON, today);
        }
        if (sale) {
            LocalDate end = contract.get(ContractType.END_ON, LocalDate.class);
            Instalments.ofContract(outcome, input.records(), contract, end == null ? today : end);
        }
        return outcome.set(STATUS, ContractType.EFFECTIVE);
    }

    private static Outcome amended(ActionDefinition.Input input) {
        Money amount = (Money) input.arguments().get(AMOUNT);
        String currency = Amounts.currency(input.record(), AMOUNT);
        if (currency != null && !currency.equals(amount.currency())) {
            return Outcome.none()
                    .reject(Violation.of(AMOUNT, "otherCurrency", "币种不能更改。", "The currency stays as it is."));
        }
        return Outcome.none()
                .set(AMOUNT, amount)
                .set(ContractType.AMENDED_AT, input.now())
                .set(ContractType.AMEND_REASON, input.arguments().get(REASON));
    }

    /** What is not paid by then is no longer asked for. */
    private static Outcome ended(ActionDefinition.Input input, String status) {
        Outcome outcome = Outcome.none()
                .set(STATUS, status)
                .set(ContractType.END_REASON, input.arguments().get(REASON));
        Instalments.close(
                outcome,
                input.records(),
                PaymentPlanType.CONTRACT,
                input.record().id());
        return outcome;
    }

    private static void requireUnsettled(RecordSnapshot contract) {
        if (Amounts.of(contract, ContractType.PAID).signum() != 0
                || Amounts.of(contract, ContractType.INVOICED).signum() != 0) {
            throw new Conflict(
                    "settled",
                    Localized.of("合同已有回款或发票，请改用“终止”。", "It has been paid or invoiced in part: terminate it."));
        }
    }
}
