package org.penglai.crm.api.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spreads an amount in proportion to weights without losing or making a minor unit: each share is rounded down, and the
 * units that are left go one each to the largest remainders, earlier ones first (largest remainder method, Hamilton 1792).
 */
public final class Spread {
    private Spread() {}

    /**
     * The shares, in the order of the weights; they add up to the amount.
     *
     * @param amount a whole number of minor units
     * @param weights any scale, of a positive sum
     * @param minorUnits decimals of the amount's currency
     * @throws IllegalArgumentException if the amount has a fraction of a minor unit, or the weights add up to nothing
     */
    public static List<BigDecimal> of(BigDecimal amount, List<BigDecimal> weights, int minorUnits) {
        int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        List<BigInteger> parts = weights.stream()
                .map(weight -> weight.setScale(Math.max(scale, 0)).unscaledValue())
                .toList();
        BigInteger sum = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() <= 0) {
            throw new IllegalArgumentException("weights add up to " + sum);
        }
        BigInteger units = units(amount, minorUnits);
        List<BigInteger> shares = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        BigInteger left = units;
        for (BigInteger part : parts) {
            BigInteger product = units.multiply(part);
            BigInteger remainder = product.mod(sum);
            BigInteger share = product.subtract(remainder).divide(sum);
            shares.add(share);
            remainders.add(remainder);
            left = left.subtract(share);
        }
        // The sort is stable, so that of equal remainders the earlier one comes first.
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
                .limit(left.intValueExact())
                .forEach(index -> shares.set(index, shares.get(index).add(BigInteger.ONE)));
        return shares.stream().map(share -> new BigDecimal(share, minorUnits)).toList();
    }

    private static BigInteger units(BigDecimal amount, int minorUnits) {
        try {
            return amount.setScale(minorUnits).unscaledValue();
        } catch (ArithmeticException finer) {
            throw new IllegalArgumentException(amount + " has more than " + minorUnits + " decimals", finer);
        }
    }
}
