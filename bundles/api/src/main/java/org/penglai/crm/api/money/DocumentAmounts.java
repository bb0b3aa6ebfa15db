package org.penglai.crm.api.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The amounts of a document with lines: quotes, orders, contracts and invoices all count like this.
 *
 * <p>A line's base is quantity × unit price × (1 − discount), rounded half up to the currency's minor units. A discount on
 * the whole document is in the same mode as the prices and is spread over the lines in proportion to their bases
 * ({@link Spread}) before tax. With prices that include tax, the line's gross is its base less its share, the tax gross ×
 * rate ÷ (1 + rate), rounded half up, and the net what is left. Otherwise the net is the base less the share, the tax net ×
 * rate, rounded half up, and the gross both together. Totals are the sums of the lines.
 *
 * @param lines in the order given
 * @param bases of the lines before the document's discount, in the order given
 * @param totals sums of the lines
 */
public record DocumentAmounts(List<LineAmounts> lines, List<BigDecimal> bases, LineAmounts totals) {
    public DocumentAmounts {
        lines = List.copyOf(lines);
        bases = List.copyOf(bases);
    }

    /**
     * Computes all amounts.
     *
     * @param minorUnits decimals of the document's currency, see {@link Currencies#minorUnits}
     * @param priceIncludesTax whether unit prices include tax
     * @param headerDiscount amount that is taken off the whole, with tax if prices include it; zero for none
     * @param lines in order; may be empty
     * @throws IllegalArgumentException if the discount is negative, finer than the minor units or more than the sum of the
     *     bases
     */
    public static DocumentAmounts of(
            int minorUnits, boolean priceIncludesTax, BigDecimal headerDiscount, List<DocumentLine> lines) {
        List<BigDecimal> bases =
                lines.stream().map(line -> base(line, minorUnits)).toList();
        BigDecimal zero = BigDecimal.ZERO.setScale(minorUnits);
        BigDecimal total = bases.stream().reduce(zero, BigDecimal::add);
        if (headerDiscount.signum() < 0 || headerDiscount.signum() > 0 && headerDiscount.compareTo(total) > 0) {
            throw new IllegalArgumentException("discount " + headerDiscount + " of " + total);
        }
        List<BigDecimal> shares = headerDiscount.signum() == 0
                ? lines.stream().map(line -> zero).toList()
                : Spread.of(headerDiscount, bases, minorUnits);
        List<LineAmounts> amounts = new ArrayList<>();
        LineAmounts totals = new LineAmounts(zero, zero, zero);
        for (int i = 0; i < lines.size(); i++) {
            BigDecimal rest = bases.get(i).subtract(shares.get(i));
            LineAmounts line = amounts(rest, lines.get(i).taxRate(), minorUnits, priceIncludesTax);
            amounts.add(line);
            totals = totals.plus(line);
        }
        return new DocumentAmounts(amounts, bases, totals);
    }

    private static BigDecimal base(DocumentLine line, int minorUnits) {
        return line.quantity()
                .multiply(line.unitPrice())
                .multiply(BigDecimal.ONE.subtract(line.discountRate()))
                .setScale(minorUnits, RoundingMode.HALF_UP);
    }

    private static LineAmounts amounts(BigDecimal rest, BigDecimal rate, int minorUnits, boolean priceIncludesTax) {
        BigDecimal exactTax = rest.multiply(rate);
        if (priceIncludesTax) {
            BigDecimal tax = exactTax.divide(BigDecimal.ONE.add(rate), minorUnits, RoundingMode.HALF_UP);
            return new LineAmounts(rest.subtract(tax), tax, rest);
        }
        BigDecimal tax = exactTax.setScale(minorUnits, RoundingMode.HALF_UP);
        return new LineAmounts(rest, tax, rest.add(tax));
    }
}
