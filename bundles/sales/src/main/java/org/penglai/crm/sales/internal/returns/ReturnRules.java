package org.penglai.crm.sales.internal.returns;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Drafts;
import org.penglai.crm.sales.internal.order.OrderType;

/** A return is of one order in effect, whose customer and currency it has; only drafts are changed or deleted. */
final class ReturnRules {
    private static final List<String> CONTENT =
            List.of(OrderReturnType.ORDER, OrderReturnType.RETURNED_ON, OrderReturnType.REASON);

    private ReturnRules() {}

    static Outcome apply(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        if (input.after() == null || before != null && CONTENT.stream().anyMatch(name -> changed(input, name))) {
            Drafts.require(before);
        }
        if (input.after() == null || before != null && !changed(input, OrderReturnType.ORDER)) {
            return outcome;
        }
        if (before != null) {
            return outcome.reject(Violation.of(
                    OrderReturnType.ORDER, "readOnly", "退货单不能移到其他订单。", "A return does not move to another order."));
        }
        Optional<RecordSnapshot> order = input.records()
                .find(Caller.system(), OrderType.TYPE, input.after().reference(OrderReturnType.ORDER));
        if (order.isEmpty()) {
            return outcome;
        }
        if (!List.of(OrderType.CONFIRMED, OrderType.COMPLETED)
                .contains(order.get().text(Documents.STATUS))) {
            outcome.reject(
                    Violation.of(OrderReturnType.ORDER, "notInEffect", "订单尚未确认或已取消。", "The order is not in effect."));
        }
        return outcome.set(Documents.CUSTOMER, order.get().reference(Documents.CUSTOMER))
                .set(Documents.CURRENCY, order.get().text(Documents.CURRENCY));
    }

    private static boolean changed(RecordHook.Input input, String name) {
        return !Objects.equals(
                input.before().values().get(name), input.after().values().get(name));
    }
}
