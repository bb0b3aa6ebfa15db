package org.penglai.crm.sales.internal.returns;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.penglai.crm.api.money.LineAmounts;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Lines;
import org.penglai.crm.sales.internal.order.OrderLineType;

/**
 * What has come back of a line of an order, and what a part of it is worth: its share of what the line came to, and of the
 * last part what is left of that, so that all parts together are never worth more or less than the line.
 */
record Returned(RecordSnapshot line, BigDecimal quantity, BigDecimal net, BigDecimal gross) {

    static Returned of(RecordSnapshot line) {
        return new Returned(
                line,
                OrderLineType.quantity(line, OrderLineType.RETURNED),
                amount(line, OrderLineType.RETURNED_NET),
                amount(line, OrderLineType.RETURNED_AMOUNT));
    }

    /** What of the line may still come back. */
    BigDecimal left() {
        return OrderLineType.quantity(line, OrderLineType.DELIVERED).subtract(quantity);
    }

    /** @param units decimals of the currency */
    LineAmounts worth(BigDecimal part, int units) {
        BigDecimal all = line.get(Lines.QUANTITY, BigDecimal.class);
        BigDecimal restNet = amount(line, Documents.NET).subtract(net);
        BigDecimal restGross = amount(line, Documents.GROSS).subtract(gross);
        boolean last = quantity.add(part).compareTo(all) >= 0;
        BigDecimal ofGross =
                last ? restGross : share(Documents.GROSS, part, all, units).min(restGross);
        BigDecimal ofNet = last
                ? restNet
                : share(Documents.NET, part, all, units).min(restNet).min(ofGross);
        return new LineAmounts(scaled(ofNet, units), scaled(ofGross.subtract(ofNet), units), scaled(ofGross, units));
    }

    Returned plus(BigDecimal part, LineAmounts worth) {
        return new Returned(line, quantity.add(part), net.add(worth.net()), gross.add(worth.gross()));
    }

    Returned minus(BigDecimal part, BigDecimal net, BigDecimal gross) {
        return new Returned(line, quantity.subtract(part), this.net.subtract(net), this.gross.subtract(gross));
    }

    /** At the version that it was computed from: of two at once the second is planned anew. */
    RecordChange stored() {
        String currency = line.get(Documents.GROSS, Money.class).currency();
        return new RecordChange.Update(
                OrderLineType.TYPE,
                line.id(),
                line.version(),
                Map.of(
                        OrderLineType.RETURNED,
                        quantity,
                        OrderLineType.RETURNED_NET,
                        new Money(net, currency),
                        OrderLineType.RETURNED_AMOUNT,
                        new Money(gross, currency)));
    }

    static BigDecimal amount(RecordSnapshot record, String field) {
        Money money = record.get(field, Money.class);
        return money == null ? BigDecimal.ZERO : money.amount();
    }

    private BigDecimal share(String field, BigDecimal part, BigDecimal all, int units) {
        return amount(line, field).multiply(part).divide(all, units, RoundingMode.HALF_UP);
    }

    private static BigDecimal scaled(BigDecimal amount, int units) {
        return amount.setScale(units, RoundingMode.HALF_UP);
    }
}
