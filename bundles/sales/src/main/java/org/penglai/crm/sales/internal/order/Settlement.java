package org.penglai.crm.sales.internal.order;

import java.math.BigDecimal;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * How far an order is paid and invoiced: by its total less what was returned, and by the amounts that whoever keeps receipts and invoices writes
 * to it. Comes after the progress.
 */
final class Settlement implements DocumentRule {

    @Override
    public String parts() {
        return OrderLineType.TYPE;
    }

    @Override
    public String field() {
        return OrderLineType.ORDER;
    }

    @Override
    public Outcome settle(Whole whole) {
        RecordSnapshot order = whole.document();
        BigDecimal gross = amount(order, "gross");
        BigDecimal due = amount(order, OrderType.DUE);
        return Outcome.none()
                .set(OrderType.PAYMENT, payment(amount(order, OrderType.PAID), due, gross))
                .set(OrderType.INVOICE, invoicing(amount(order, OrderType.INVOICED), gross));
    }

    /** @throws Conflict if anything was paid or invoiced */
    static void requireNone(RecordSnapshot order) {
        if (amount(order, OrderType.PAID).signum() != 0
                || amount(order, OrderType.INVOICED).signum() != 0) {
            throw new Conflict(
                    "settled", Localized.of("订单已有回款或发票。", "The order has been paid or invoiced, at least in part."));
        }
    }

    /** All of it sent back, nothing is left to be paid. */
    private static String payment(BigDecimal paid, BigDecimal due, BigDecimal gross) {
        if (paid.signum() <= 0) {
            return due.signum() == 0 && gross.signum() > 0 ? "paid" : "unpaid";
        }
        int order = paid.compareTo(due);
        return order < 0 ? "partial" : order == 0 ? "paid" : "overpaid";
    }

    private static String invoicing(BigDecimal invoiced, BigDecimal gross) {
        return invoiced.signum() <= 0 ? "none" : invoiced.compareTo(gross) < 0 ? "partial" : "full";
    }

    private static BigDecimal amount(RecordSnapshot order, String field) {
        Money money = order.get(field, Money.class);
        return money == null ? BigDecimal.ZERO : money.amount();
    }
}
