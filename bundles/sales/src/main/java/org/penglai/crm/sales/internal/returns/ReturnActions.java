package org.penglai.crm.sales.internal.returns;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.order.Delivery;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;

/** What can be done to returns, and to orders about them. */
public final class ReturnActions {
    private static final String NEW = "return";
    private static final int MOST_LINES = 500;

    private ReturnActions() {}

    /** A draft of a return of all that may still come back. */
    public static ActionDefinition ofOrder() {
        return ActionDefinition.of("return", "退货", "Return goods", input -> {
                    RecordSnapshot order = input.record();
                    List<Returned> left = Delivery.lines(input.records(), order.id()).stream()
                            .map(Returned::of)
                            .filter(line -> line.left().signum() > 0)
                            .toList();
                    if (left.isEmpty()) {
                        throw new Conflict(
                                "nothingDelivered",
                                Localized.of("没有已交付而未退货的明细。", "Nothing was delivered that has not come back."));
                    }
                    Outcome outcome = Outcome.none()
                            .follow(new RecordChange.Create(
                                    OrderReturnType.TYPE, Map.of(OrderReturnType.ORDER, order.id()), NEW));
                    left.forEach(line -> outcome.follow(new RecordChange.Create(
                            OrderReturnLineType.TYPE,
                            Map.of(
                                    OrderReturnLineType.RETURN,
                                    RecordChange.made(NEW),
                                    OrderReturnLineType.LINE,
                                    line.line().id(),
                                    OrderReturnLineType.QUANTITY,
                                    line.left()))));
                    return outcome;
                })
                .onlyIf(ActionCondition.is(Documents.STATUS, OrderType.CONFIRMED, OrderType.COMPLETED));
    }

    /** What comes of it for the order is counted together with the amounts. */
    static ActionDefinition confirm() {
        return ActionDefinition.of("confirm", "确认收货", "Goods are back", input -> {
                    if (lines(input.records(), input.record()).isEmpty()) {
                        throw new Conflict("noLines", Localized.of("单据还没有明细。", "There are no lines yet."));
                    }
                    return Outcome.none().set(Documents.STATUS, OrderReturnType.CONFIRMED);
                })
                .onlyIf(ActionCondition.is(Documents.STATUS, Documents.DRAFT));
    }

    /** As if it had never been confirmed. */
    static ActionDefinition cancel() {
        return ActionDefinition.of("cancel", "取消退货", "Cancel", input -> {
                    Outcome outcome = Outcome.none();
                    Map<Long, Returned> returned = new HashMap<>();
                    for (RecordSnapshot part : lines(input.records(), input.record())) {
                        long line = part.reference(OrderReturnLineType.LINE);
                        Returned so = returned.computeIfAbsent(
                                line,
                                id -> Returned.of(input.records()
                                        .find(Caller.system(), OrderLineType.TYPE, id)
                                        .orElseThrow()));
                        returned.put(
                                line,
                                so.minus(
                                        part.get(OrderReturnLineType.QUANTITY, BigDecimal.class),
                                        Returned.amount(part, Documents.NET),
                                        Returned.amount(part, Documents.GROSS)));
                    }
                    returned.values().forEach(each -> outcome.follow(each.stored()));
                    return outcome.set(Documents.STATUS, OrderReturnType.CANCELLED)
                            .set(
                                    OrderReturnType.CANCELLED_BECAUSE,
                                    input.arguments().get("reason"));
                })
                .asking("reason", FieldKind.TEXT, f -> f.label("原因", "Reason").required())
                .onlyIf(ActionCondition.is(Documents.STATUS, OrderReturnType.CONFIRMED));
    }

    private static List<RecordSnapshot> lines(RecordReader records, RecordSnapshot document) {
        String own = OrderReturnLineType.RETURN + "==" + RecordId.format(document.id());
        return records.list(Caller.system(), OrderReturnLineType.TYPE, new RecordQuery(own, "id", MOST_LINES));
    }
}
