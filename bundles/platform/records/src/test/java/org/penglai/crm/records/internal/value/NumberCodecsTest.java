package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.records.internal.value.Fields.cell;
import static org.penglai.crm.records.internal.value.Fields.strict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.records.spi.StoredField;

class NumberCodecsTest {
    private static final StoredField WHOLE = Fields.of(FieldKind.INTEGER);
    private static final StoredField DECIMAL = Fields.of(FieldKind.DECIMAL, 0, 7, 2);
    private static final StoredField FREE = Fields.of(FieldKind.DECIMAL);
    private static final StoredField SHARE = Fields.of(FieldKind.PERCENT, 0, 9, 6);
    private static final StoredField MONEY = Fields.of(FieldKind.MONEY, 0, 19, 2);

    @Test
    void wholeNumbersAreNumbersInJson() {
        assertThat(strict(WHOLE, 12)).isEqualTo(12L);
        assertThat(strict(WHOLE, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(strict(WHOLE, BigInteger.TWO.pow(63))).isEqualTo("?outOfRange");
        assertThat(strict(WHOLE, "12")).isEqualTo("?wrongType");
        assertThat(strict(WHOLE, 1.5)).isEqualTo("?wrongType");
        assertThat(strict(WHOLE, true)).isEqualTo("?wrongType");
    }

    @Test
    void wholeNumbersInCellsMayBeGroupedAndFullWidth() {
        assertThat(cell(WHOLE, " 1,234,567 ")).isEqualTo(1_234_567L);
        assertThat(cell(WHOLE, "－１２")).isEqualTo(-12L);
        assertThat(cell(WHOLE, "12.0")).isEqualTo(12L);
        assertThat(cell(WHOLE, "12,34")).isEqualTo("?badNumber");
        assertThat(cell(WHOLE, "twelve")).isEqualTo("?badNumber");
        assertThat(cell(WHOLE, "9999999999999999999")).isEqualTo("?outOfRange");
    }

    @Test
    void decimalsHaveTheScaleOfTheirColumn() {
        assertThat(strict(DECIMAL, "12.5")).isEqualTo(new BigDecimal("12.50"));
        assertThat(strict(DECIMAL, 12)).isEqualTo(new BigDecimal("12.00"));
        assertThat(strict(DECIMAL, 0.1)).isEqualTo(new BigDecimal("0.10"));
        assertThat(strict(DECIMAL, "12.500")).isEqualTo(new BigDecimal("12.50"));
        assertThat(strict(DECIMAL, "99999.99")).isEqualTo(new BigDecimal("99999.99"));
    }

    @Test
    void decimalsAreNeverRounded() {
        assertThat(strict(DECIMAL, "12.505")).isEqualTo("?outOfRange");
        assertThat(strict(DECIMAL, "100000")).isEqualTo("?outOfRange");
        assertThat(strict(DECIMAL, new BigDecimal("1E999999999"))).isEqualTo("?outOfRange");
        assertThat(strict(DECIMAL, new BigDecimal("1E-999999999"))).isEqualTo("?outOfRange");
        assertThat(strict(FREE, new BigDecimal("1E400"))).isEqualTo("?outOfRange");
    }

    @Test
    void textThatIsNoNumberIsRefused() {
        assertThat(strict(DECIMAL, "1,234")).isEqualTo("?badNumber");
        assertThat(strict(DECIMAL, "1e3")).isEqualTo("?badNumber");
        assertThat(strict(DECIMAL, "NaN")).isEqualTo("?badNumber");
        assertThat(strict(DECIMAL, Double.NaN)).isEqualTo("?badNumber");
        assertThat(strict(DECIMAL, true)).isEqualTo("?wrongType");
        assertThat(cell(DECIMAL, "1,234.5")).isEqualTo(new BigDecimal("1234.50"));
    }

    @Test
    void sharesMayBeWrittenInPercentInCells() {
        assertThat(cell(SHARE, "12.5%")).isEqualTo(new BigDecimal("0.125000"));
        assertThat(cell(SHARE, "１３％")).isEqualTo(new BigDecimal("0.130000"));
        assertThat(strict(SHARE, "0.10")).isEqualTo(new BigDecimal("0.100000"));
        assertThat(strict(SHARE, "10%")).isEqualTo("?badNumber");
    }

    @Test
    void moneyHasTheMinorUnitsOfItsCurrency() {
        assertThat(strict(MONEY, Map.of("amount", "1234.5", "currency", "CNY")))
                .isEqualTo(new Money(new BigDecimal("1234.50"), "CNY"));
        assertThat(strict(MONEY, Map.of("amount", 5, "currency", "JPY")))
                .isEqualTo(new Money(new BigDecimal("5"), "JPY"));
        assertThat(strict(MONEY, Map.of("amount", "5.5", "currency", "JPY"))).isEqualTo("?outOfRange");
        assertThat(strict(MONEY, Map.of("amount", "5.555", "currency", "CNY"))).isEqualTo("?outOfRange");
        assertThat(strict(MONEY, Map.of("amount", "1", "currency", "XYZ"))).isEqualTo("?unknownOption");
        assertThat(strict(MONEY, Map.of("amount", "1"))).isEqualTo("?wrongType");
        assertThat(strict(MONEY, Map.of("amount", "1", "currency", "CNY", "x", 1)))
                .isEqualTo("?wrongType");
        assertThat(strict(MONEY, "12.00")).isEqualTo("?wrongType");
        assertThat(strict(MONEY, Map.of("amount", "123456789012345678.00", "currency", "CNY")))
                .isEqualTo("?outOfRange");
    }

    @Test
    void moneyInCellsMayGoWithoutACurrency() {
        assertThat(cell(MONEY, "43014000.19")).isEqualTo(new Money(new BigDecimal("43014000.19"), "CNY"));
        assertThat(cell(MONEY, "¥1,234.50")).isEqualTo(new Money(new BigDecimal("1234.50"), "CNY"));
        assertThat(cell(MONEY, "￥ 12元")).isEqualTo(new Money(new BigDecimal("12.00"), "CNY"));
        assertThat(cell(MONEY, "usd 12")).isEqualTo(new Money(new BigDecimal("12.00"), "USD"));
        assertThat(cell(MONEY, "12 EUR")).isEqualTo(new Money(new BigDecimal("12.00"), "EUR"));
        assertThat(cell(MONEY, "1,23")).isEqualTo("?badMoney");
        assertThat(cell(MONEY, "面议")).isEqualTo("?badMoney");
    }

    @Test
    void whatWasGroupedReadsAsTheSameNumber() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextLong() % 1_000_000_000_000L, 2);
            assertThat(cell(MONEY, String.format("%,.2f", number))).isEqualTo(new Money(number, "CNY"));
        }
    }
}
