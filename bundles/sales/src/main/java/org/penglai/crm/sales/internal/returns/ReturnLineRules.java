package org.penglai.crm.sales.internal.returns;

import static org.penglai.crm.sales.internal.returns.OrderReturnLineType.LINE;
import static org.penglai.crm.sales.internal.returns.OrderReturnLineType.QUANTITY;
import static org.penglai.crm.sales.internal.returns.OrderReturnLineType.RETURN;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.document.Drafts;
import org.penglai.crm.sales.internal.document.Lines;
import org.penglai.crm.sales.internal.order.OrderLineType;

/** What a line of a return takes from that of the order; only drafts change. */
final class ReturnLineRules implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot line = input.after() == null ? input.before() : input.after();
        Optional<RecordSnapshot> document =
                input.records().find(Caller.system(), OrderReturnType.TYPE, line.reference(RETURN));
        document.ifPresent(Drafts::require);
        Outcome outcome = Outcome.none();
        if (input.after() == null || document.isEmpty()) {
            return outcome;
        }
        if (input.before() != null && !Objects.equals(input.before().reference(RETURN), line.reference(RETURN))) {
            return outcome.reject(
                    Violation.of(RETURN, "readOnly", "明细不能移到其他单据。", "A line does not move to another document."));
        }
        if (line.get(QUANTITY, BigDecimal.class).signum() <= 0) {
            outcome.reject(Violation.of(QUANTITY, "tooSmall", "数量必须大于零。", "A quantity is more than nothing."));
        }
        input.records()
                .find(Caller.system(), OrderLineType.TYPE, line.reference(LINE))
                .ifPresent(ordered -> take(outcome, document.get(), ordered));
        return outcome;
    }

    private static void take(Outcome outcome, RecordSnapshot document, RecordSnapshot ordered) {
        if (!Objects.equals(document.reference(OrderReturnType.ORDER), ordered.reference(OrderLineType.ORDER))) {
            outcome.reject(Violation.of(LINE, "otherOrder", "这一行不属于该订单。", "This line is of another order."));
        }
        outcome.set(Lines.NAME, ordered.text(Lines.NAME))
                .set(Lines.SKU, ordered.text(Lines.SKU))
                .set(Lines.UNIT, ordered.text(Lines.UNIT));
    }
}
