package org.penglai.crm.api.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void equalPartsGiveTheOddUnitToTheFirst() {
        assertThat(Spread.of(new BigDecimal("100"), amounts("1", "1", "1"), 2))
                .isEqualTo(amounts("33.34", "33.33", "33.33"));
        assertThat(Spread.of(new BigDecimal("0.02"), amounts("5", "5", "5"), 2))
                .isEqualTo(amounts("0.01", "0.01", "0.00"));
        assertThat(Spread.of(new BigDecimal("7"), amounts("0", "2.5", "0.5"), 0))
                .isEqualTo(amounts("0", "6", "1"));
    }

    @Test
    void nothingIsLostAndNoShareIsAUnitAwayFromItsPart() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int n = 0; n < 5_000; n++) {
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(100_000_000), 2);
            List<BigDecimal> weights = Stream.generate(
                            () -> BigDecimal.valueOf(random.nextInt(10_000), random.nextInt(4)))
                    .limit(1 + random.nextInt(10))
                    .toList();
            BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            if (all.signum() == 0) {
                continue;
            }
            List<BigDecimal> shares = Spread.of(amount, weights, 2);
            assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("seed " + seed)
                    .isEqualTo(amount);
            for (int i = 0; i < shares.size(); i++) {
                BigDecimal part = amount.multiply(weights.get(i)).divide(all, MathContext.DECIMAL128);
                assertThat(shares.get(i).subtract(part).abs())
                        .as("seed " + seed)
                        .isLessThan(new BigDecimal("0.01"));
            }
        }
    }

    @Test
    void nothingIsSpreadOverNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(BigDecimal.ONE, amounts("0", "0"), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(BigDecimal.ONE, List.of(), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(new BigDecimal("0.001"), amounts("1"), 2));
    }

    private static List<BigDecimal> amounts(String... texts) {
        return Stream.of(texts).map(BigDecimal::new).toList();
    }
}
