package org.penglai.crm.receivables.internal.plan;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.receipt.AllocationType;

/** What of an instalment is paid: the confirmed shares of receipts, never more than it comes to. Its order hears of it. */
final class PlanPayment implements DocumentRule {

    private final Currencies currencies;

    PlanPayment(Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public String parts() {
        return AllocationType.TYPE;
    }

    @Override
    public String field() {
        return AllocationType.PLAN;
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        RecordSnapshot plan = whole.document();
        Money amount = plan.get(AMOUNT, Money.class);
        BigDecimal paid = Amounts.sum(
                whole.parts().stream().filter(AllocationType::isCounted).toList(), AMOUNT);
        if (paid.compareTo(amount.amount()) > 0) {
            return outcome.reject(Violation.of(
                    AMOUNT,
                    "exceedsPlan",
                    "回款将超过“" + plan.text(PaymentPlanType.TITLE) + "”的计划金额。",
                    "More would be paid than \"" + plan.text(PaymentPlanType.TITLE) + "\" comes to."));
        }
        boolean closed = Boolean.TRUE.equals(plan.get(PaymentPlanType.CLOSED, Boolean.class));
        BigDecimal open = closed ? BigDecimal.ZERO : amount.amount().subtract(paid);
        tell(outcome, whole, paid.subtract(Amounts.of(plan, PaymentPlanType.PAID)));
        return outcome.set(PaymentPlanType.PAID, new Money(paid, amount.currency()))
                .set(PaymentPlanType.OPEN, new Money(open, amount.currency()))
                .set(PaymentPlanType.BASE_OPEN, inBase(whole, new Money(open, amount.currency())))
                .set(STATUS, status(whole, closed, paid, open));
    }

    /** By the rate of the day; null where there is none. */
    private Money inBase(Whole whole, Money open) {
        return currencies
                .rate(open.currency(), Receivables.day(whole.now(), whole.caller()))
                .map(rate -> currencies.toBase(open, rate))
                .orElse(null);
    }

    private static String status(Whole whole, boolean closed, BigDecimal paid, BigDecimal open) {
        if (closed || open.signum() == 0) {
            return closed ? PaymentPlanType.CLOSED : PaymentPlanType.FULL;
        }
        LocalDate due = whole.document().get(PaymentPlanType.DUE_ON, LocalDate.class);
        if (due.isBefore(Receivables.day(whole.now(), whole.caller()))) {
            return PaymentPlanType.OVERDUE;
        }
        return paid.signum() > 0 ? PaymentPlanType.PARTIAL : PaymentPlanType.PENDING;
    }

    /** The order is at the version that the sum was made from, or the write is planned anew. */
    private static void tell(Outcome outcome, Whole whole, BigDecimal more) {
        if (more.signum() == 0) {
            return;
        }
        Receivables.target(whole.records(), Receivables.ORDERS, whole.document(), ORDER)
                .ifPresent(order -> {
                    Money due = Receivables.due(order);
                    BigDecimal paid = Amounts.of(order, "paidAmount").add(more);
                    if (more.signum() > 0 && paid.compareTo(due.amount()) > 0) {
                        outcome.reject(Violation.of(
                                AMOUNT, "exceedsOrder", "回款将超过订单金额。", "More would be paid than the order comes to."));
                    }
                    outcome.follow(new RecordChange.Update(
                            Receivables.ORDERS,
                            order.id(),
                            order.version(),
                            Map.of("paidAmount", new Money(paid, due.currency()))));
                });
    }
}
