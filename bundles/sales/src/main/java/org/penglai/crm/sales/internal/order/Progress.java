package org.penglai.crm.sales.internal.order;

import java.math.BigDecimal;
import java.util.List;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.sales.internal.document.Lines;

/**
 * How far an order is: what of its lines is made, delivered and returned, and what is still to be paid for it. Comes after
 * the totals.
 */
final class Progress implements DocumentRule {
    static final String NONE = "none";
    static final String IN_PRODUCTION = "inProduction";
    static final String FINISHED = "finished";
    static final String PARTIAL = "partial";
    static final String DELIVERED = "delivered";

    static FieldBuilder production(FieldBuilder field) {
        return field.option(NONE, "未开始", "Not begun")
                .option(IN_PRODUCTION, "生产中", "In production")
                .option(FINISHED, "已完工", "Finished");
    }

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
        List<RecordSnapshot> lines = whole.parts();
        Money gross = whole.document().get("gross", Money.class);
        BigDecimal returned = lines.stream()
                .map(line -> line.get(OrderLineType.RETURNED_AMOUNT, Money.class))
                .filter(amount -> amount != null)
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Outcome.none()
                .set(OrderType.PRODUCTION, production(lines))
                .set(OrderType.DELIVERY, delivery(lines))
                .set(OrderType.RETURNED, new Money(returned, gross.currency()))
                .set(OrderType.DUE, new Money(gross.amount().subtract(returned), gross.currency()));
    }

    private static String production(List<RecordSnapshot> lines) {
        List<String> states = lines.stream()
                .map(line -> line.text(OrderLineType.PRODUCTION))
                .map(state -> state == null ? NONE : state)
                .toList();
        if (states.stream().allMatch(NONE::equals)) {
            return NONE;
        }
        return states.stream().allMatch(FINISHED::equals) ? FINISHED : IN_PRODUCTION;
    }

    private static String delivery(List<RecordSnapshot> lines) {
        if (lines.stream()
                .allMatch(line ->
                        OrderLineType.quantity(line, OrderLineType.DELIVERED).signum() == 0)) {
            return NONE;
        }
        boolean all = lines.stream()
                .allMatch(line -> OrderLineType.quantity(line, OrderLineType.DELIVERED)
                                .compareTo(line.get(Lines.QUANTITY, BigDecimal.class))
                        >= 0);
        return all ? DELIVERED : PARTIAL;
    }
}
