package org.penglai.crm.receivables.internal.receipt;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Fixed;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.plan.Instalments;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;

/**
 * A share goes from a receipt to an instalment of the same customer in the same currency. At a receipt that is handed in or
 * confirmed it is finance's business, by the right to confirm receipts.
 */
final class AllocationRules implements RecordHook {
    private static final String FINANCE = ReceiptType.TYPE + ":confirm";

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot share = input.after() == null ? input.before() : input.after();
        if (input.before() != null && input.after() != null && Fixed.changed(input, AllocationType.STATE)) {
            return outcome;
        }
        if (input.before() != null && AllocationType.isReversed(input.before())) {
            throw new Conflict("reversed", Localized.of("已撤回的核销不能修改或删除。", "What was taken back is kept as it is."));
        }
        RecordSnapshot receipt = Receivables.target(input.records(), ReceiptType.TYPE, share, AllocationType.RECEIPT)
                .orElse(null);
        RecordSnapshot plan = Receivables.target(input.records(), PaymentPlanType.TYPE, share, AllocationType.PLAN)
                .orElse(null);
        if (receipt == null) {
            return outcome;
        }
        permit(receipt, input.caller());
        if (input.after() == null || plan == null) {
            return outcome;
        }
        check(outcome, input, receipt, plan);
        boolean confirmed = ReceiptType.CONFIRMED.equals(receipt.text(STATUS));
        return outcome.set(AllocationType.TITLE, plan.text(PaymentPlanType.TITLE))
                .set(AllocationType.CONTRACT, plan.reference(PaymentPlanType.CONTRACT))
                .set(ORDER, plan.reference(ORDER))
                .set(CUSTOMER, plan.reference(CUSTOMER))
                .set(AllocationType.RECEIVED_ON, receipt.get(ReceiptType.RECEIVED_ON, LocalDate.class))
                .set(AllocationType.STATE, confirmed ? AllocationType.COUNTED : AllocationType.PENDING);
    }

    private static void permit(RecordSnapshot receipt, Caller caller) {
        String status = receipt.text(STATUS);
        if (ReceiptType.VOIDED.equals(status)) {
            throw new Conflict("voided", Localized.of("回款已作废。", "The receipt is void."));
        }
        if (!ReceiptType.DRAFT.equals(status) && !caller.may(FINANCE)) {
            throw new Forbidden(
                    "financeOnly",
                    Localized.of("提交确认后的核销由财务处理。", "Once a receipt is handed in, finance allocates it."));
        }
    }

    private void check(Outcome outcome, Input input, RecordSnapshot receipt, RecordSnapshot plan) {
        RecordSnapshot share = input.after();
        if (input.before() != null
                && (Fixed.changed(input, AllocationType.RECEIPT) || Fixed.changed(input, AllocationType.PLAN))) {
            outcome.reject(Violation.of(
                    AllocationType.PLAN, "readOnly", "请删除后重新核销。", "Delete it and make another one instead."));
            return;
        }
        if (!ReceiptType.RECEIPT.equals(receipt.text(ReceiptType.KIND))) {
            outcome.reject(Violation.of(AllocationType.RECEIPT, "isRefund", "退款不能核销。", "A refund pays no instalment."));
        }
        if (!Objects.equals(receipt.reference(CUSTOMER), plan.reference(CUSTOMER))) {
            outcome.reject(Violation.of(
                    AllocationType.PLAN, "otherCustomer", "回款和回款计划不是同一个客户。", "They are not of the same customer."));
        }
        if (!Instalments.isDue(input.records(), plan)) {
            outcome.reject(Violation.of(
                    AllocationType.PLAN, "notInEffect", "合同或订单尚未生效。", "Its contract or order is not in effect."));
        }
        Money amount = share.get(AMOUNT, Money.class);
        Amounts.checkPositive(outcome, amount, AMOUNT);
        String currency = Amounts.currency(receipt, AMOUNT);
        if (!amount.currency().equals(currency) || !currency.equals(Amounts.currency(plan, AMOUNT))) {
            outcome.reject(Violation.of(
                    AMOUNT,
                    "otherCurrency",
                    "回款、回款计划和核销须为同一币种。",
                    "Receipt, instalment and allocation have one currency."));
            return;
        }
        BigDecimal own = input.before() != null && AllocationType.isCounted(input.before())
                ? Amounts.of(input.before(), AMOUNT)
                : BigDecimal.ZERO;
        BigDecimal open = PaymentPlanType.open(plan).add(own);
        if (amount.amount().compareTo(open) > 0) {
            outcome.reject(Violation.of(
                    AMOUNT,
                    "exceedsPlan",
                    "最多可核销 " + Amounts.text(open, currency) + "，其余留作预收。",
                    "No more than " + Amounts.text(open, currency) + " is open; the rest stays a prepayment."));
        }
    }
}
