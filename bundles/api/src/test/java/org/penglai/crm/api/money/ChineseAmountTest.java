package org.penglai.crm.api.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseAmountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 零元整",
        "0.01, 壹分",
        "0.10, 壹角整",
        "0.53, 伍角叁分",
        "1, 壹元整",
        "10, 壹拾元整",
        "110.05, 壹佰壹拾元零伍分",
        "325.04, 叁佰贰拾伍元零肆分",
        "1409.50, 壹仟肆佰零玖元伍角整",
        "1680.32, 壹仟陆佰捌拾元叁角贰分",
        "6007.14, 陆仟零柒元壹角肆分",
        "16409.02, 壹万陆仟肆佰零玖元零贰分",
        "107000.53, 壹拾万柒仟元伍角叁分",
        "10001, 壹万零壹元整",
        "1000000, 壹佰万元整",
        "100000001, 壹亿零壹元整",
        "1234567890.12, 壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分",
        "100100000000, 壹仟零壹亿元整",
        "1000000000000, 壹万亿元整",
        "1000000050000, 壹万亿零伍万元整",
        "-20.5, 负贰拾元伍角整",
        "0.004, 零元整",
        "0.005, 壹分"
    })
    void asWrittenOnPapers(BigDecimal amount, String text) {
        assertThat(ChineseAmount.of(amount)).isEqualTo(text);
    }

    @Test
    void moreThanSixteenDigitsHaveNoAgreedName() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChineseAmount.of(BigDecimal.TEN.pow(16)));
    }
}
