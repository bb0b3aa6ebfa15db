package org.penglai.crm.receivables.internal.contract;

import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Fixed;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.line.Lines;

/** A contract that names an order begins with its lines, as whoever makes it may read them. */
final class OrderTaken implements RecordHook {
    private static final int MOST = 500;
    private static final List<String> NEEDED = List.of(Lines.NAME, Lines.QUANTITY, Lines.UNIT_PRICE, Lines.TAX_RATE);
    /** By the field of the order's line. */
    private static final Map<String, String> TAKEN = Map.of(
            Lines.POSITION,
            Lines.POSITION,
            Lines.NAME,
            Lines.NAME,
            "sku",
            Lines.SPEC,
            Lines.UNIT,
            Lines.UNIT,
            Lines.QUANTITY,
            Lines.QUANTITY,
            Lines.UNIT_PRICE,
            Lines.UNIT_PRICE,
            Lines.DISCOUNT,
            Lines.DISCOUNT,
            Lines.TAX_RATE,
            Lines.TAX_RATE);

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot contract = input.after();
        if (contract == null || !Fixed.changed(input, ORDER)) {
            return outcome;
        }
        Optional<RecordSnapshot> order = Receivables.target(input.records(), Receivables.ORDERS, contract, ORDER);
        if (order.isEmpty()) {
            return outcome;
        }
        if (!Objects.equals(order.get().reference(CUSTOMER), contract.reference(CUSTOMER))) {
            return outcome.reject(
                    Violation.of(ORDER, "otherCustomer", "订单和合同不是同一个客户。", "It is an order of another customer."));
        }
        if ("cancelled".equals(order.get().text(STATUS))) {
            return outcome.reject(Violation.of(ORDER, "ended", "订单已取消。", "The order was cancelled."));
        }
        if (input.before() != null && hasLines(input, contract)) {
            return outcome;
        }
        take(outcome, input, order.get());
        return outcome;
    }

    private static boolean hasLines(Input input, RecordSnapshot contract) {
        return !input.records()
                .list(
                        Caller.system(),
                        ContractLineType.TYPE,
                        new RecordQuery(ContractLineType.CONTRACT + "==" + RecordId.format(contract.id()), "id", 1))
                .isEmpty();
    }

    private static void take(Outcome outcome, Input input, RecordSnapshot order) {
        List<RecordSnapshot> lines = input.records()
                .list(
                        input.caller(),
                        "orderLines",
                        new RecordQuery(ORDER + "==" + RecordId.format(order.id()), Lines.POSITION, MOST));
        for (RecordSnapshot line : lines) {
            Map<String, Object> values = new LinkedHashMap<>();
            TAKEN.forEach((from, to) -> values.put(to, line.values().get(from)));
            values.values().removeIf(Objects::isNull);
            if (!values.keySet().containsAll(NEEDED)) {
                outcome.reject(Violation.of(
                        ORDER, "notReadable", "您看不到该订单明细的价格，不能带入。", "You do not see the prices of its lines."));
                return;
            }
            values.put(ContractLineType.CONTRACT, input.after().id());
            outcome.follow(new RecordChange.Create(ContractLineType.TYPE, values));
        }
        input.records().find(input.caller(), Receivables.ORDERS, order.id()).ifPresent(seen -> outcome.set(
                        ContractType.DISCOUNT, seen.get(ContractType.DISCOUNT, BigDecimal.class))
                .set(
                        ContractType.INCLUDES_TAX,
                        !Boolean.FALSE.equals(seen.get(ContractType.INCLUDES_TAX, Boolean.class))));
    }
}
