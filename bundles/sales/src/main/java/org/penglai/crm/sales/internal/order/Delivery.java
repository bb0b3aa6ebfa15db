package org.penglai.crm.sales.internal.order;

import static org.penglai.crm.api.records.FieldKind.DECIMAL;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Lines;

/** What has been delivered, written down by hand where no other system tells of it. */
public final class Delivery {
    private static final String QUANTITY = "quantity";
    private static final int MOST_LINES = 500;

    private Delivery() {}

    /** All of an order. */
    static ActionDefinition ofOrder() {
        return ActionDefinition.of("deliver", "登记全部交付", "All delivered", input -> {
                    Outcome outcome = Outcome.none();
                    for (RecordSnapshot line :
                            lines(input.records(), input.record().id())) {
                        outcome.follow(delivered(line, line.get(Lines.QUANTITY, BigDecimal.class)));
                    }
                    return outcome;
                })
                .onlyIf(ActionCondition.is(Documents.STATUS, OrderType.CONFIRMED));
    }

    /** Of one line so far. */
    static ActionDefinition ofLine() {
        return ActionDefinition.of("deliver", "登记交付", "Delivered", input -> {
                    RecordSnapshot line = input.record();
                    RecordSnapshot order = input.records()
                            .find(Caller.system(), OrderType.TYPE, line.reference(OrderLineType.ORDER))
                            .orElseThrow();
                    requireConfirmed(order);
                    BigDecimal quantity = (BigDecimal) input.arguments().get(QUANTITY);
                    if (quantity.compareTo(OrderLineType.quantity(line, OrderLineType.RETURNED)) < 0
                            || quantity.compareTo(line.get(Lines.QUANTITY, BigDecimal.class)) > 0) {
                        return Outcome.none()
                                .reject(Violation.of(
                                        QUANTITY,
                                        "outOfRange",
                                        "交付数量应在已退货数量和订购数量之间。",
                                        "It is from what was returned to what was ordered."));
                    }
                    return Outcome.none().set(OrderLineType.DELIVERED, quantity).needs(OrderType.TYPE, order.id());
                })
                .asking(QUANTITY, DECIMAL, f -> f.label("累计交付数量", "Delivered so far")
                        .required());
    }

    public static List<RecordSnapshot> lines(RecordReader records, long order) {
        return records.list(
                Caller.system(),
                OrderLineType.TYPE,
                new RecordQuery(OrderLineType.ORDER + "==" + RecordId.format(order), Lines.POSITION, MOST_LINES));
    }

    /** @throws Conflict if anything has left the house */
    static void requireNone(RecordSnapshot order) {
        if (!Progress.NONE.equals(order.text(OrderType.DELIVERY))) {
            throw new Conflict("delivered", Localized.of("订单已有交付，请办理退货。", "It has been delivered, at least in part."));
        }
    }

    private static void requireConfirmed(RecordSnapshot order) {
        if (!OrderType.CONFIRMED.equals(order.text(Documents.STATUS))) {
            throw new Conflict("notConfirmed", Localized.of("订单未在执行中。", "The order is not in progress."));
        }
    }

    private static RecordChange delivered(RecordSnapshot line, BigDecimal quantity) {
        return new RecordChange.Update(
                OrderLineType.TYPE, line.id(), line.version(), Map.of(OrderLineType.DELIVERED, quantity));
    }
}
