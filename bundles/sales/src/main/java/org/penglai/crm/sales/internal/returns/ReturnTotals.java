package org.penglai.crm.sales.internal.returns;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.LineAmounts;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.document.Counting;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.order.OrderLineType;

/** What a return comes to, by what its order came to; fixed when it is confirmed. */
final class ReturnTotals implements DocumentRule {
    private final Currencies currencies;

    ReturnTotals(Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public String parts() {
        return OrderReturnLineType.TYPE;
    }

    @Override
    public String field() {
        return OrderReturnLineType.RETURN;
    }

    @Override
    public PartsGrid grid() {
        return new PartsGrid(
                OrderReturnLineType.GRID,
                List.of(Documents.NET, Documents.TAX, Documents.GROSS),
                List.of(ActionCondition.is(Documents.STATUS, Documents.DRAFT)));
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        boolean fixed =
                whole.before() != null && !Documents.DRAFT.equals(whole.before().text(Documents.STATUS));
        if (fixed || Counting.isTooMany(outcome, whole.parts())) {
            return outcome;
        }
        String currency = whole.document().text(Documents.CURRENCY);
        int units = currencies.minorUnits(currency);
        BigDecimal zero = BigDecimal.ZERO.setScale(units);
        LineAmounts totals = new LineAmounts(zero, zero, zero);
        Map<Long, Returned> returned = new HashMap<>();
        for (RecordSnapshot part : whole.parts()) {
            Optional<RecordSnapshot> ordered =
                    whole.records().find(Caller.system(), OrderLineType.TYPE, part.reference(OrderReturnLineType.LINE));
            if (ordered.isEmpty()) {
                continue;
            }
            Returned so = returned.computeIfAbsent(ordered.get().id(), id -> Returned.of(ordered.get()));
            BigDecimal quantity = part.get(OrderReturnLineType.QUANTITY, BigDecimal.class);
            if (quantity.compareTo(so.left()) > 0) {
                return outcome.reject(tooMany(so));
            }
            LineAmounts worth = so.worth(quantity, units);
            returned.put(ordered.get().id(), so.plus(quantity, worth));
            totals = new LineAmounts(
                    totals.net().add(worth.net()),
                    totals.tax().add(worth.tax()),
                    totals.gross().add(worth.gross()));
            outcome.follow(new RecordChange.Update(
                    OrderReturnLineType.TYPE, part.id(), null, Counting.values(worth, currency)));
        }
        if (OrderReturnType.CONFIRMED.equals(whole.document().text(Documents.STATUS))) {
            returned.values().forEach(each -> outcome.follow(each.stored()));
        }
        Counting.values(totals, currency).forEach(outcome::set);
        return outcome;
    }

    private static Violation tooMany(Returned so) {
        String left = so.left().max(BigDecimal.ZERO).stripTrailingZeros().toPlainString();
        return Violation.of(
                OrderReturnLineType.QUANTITY,
                "exceedsDelivered",
                "超过可退数量，最多 " + left + "。",
                "More than was delivered and has not come back: " + left + " at most.");
    }
}
