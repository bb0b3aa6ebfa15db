package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.records.internal.value.Fields.cell;
import static org.penglai.crm.records.internal.value.Fields.strict;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;

class CreditCodeCodecTest {
    private static final StoredField CODE = Fields.of(FieldKind.CREDIT_CODE, 18, 0, 0);
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    /** As printed in GB 32100-2015, table 4. */
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    @Test
    void publishedCodesAreValid() {
        assertThat(strict(CODE, "91350100M000100Y43")).isEqualTo("91350100M000100Y43");
        assertThat(strict(CODE, "9137061155KBCBBKWU")).isEqualTo("9137061155KBCBBKWU");
    }

    @Test
    void isUpperCased() {
        assertThat(strict(CODE, "91350100m000100y43")).isEqualTo("91350100M000100Y43");
        assertThat(strict(CODE, "９１350100M000100Y43")).isEqualTo("91350100M000100Y43");
        assertThat(cell(CODE, "91350100 M000100Y-43")).isEqualTo("91350100M000100Y43");
    }

    @Test
    void lengthAndAlphabetAreChecked() {
        assertThat(strict(CODE, "91350100M000100Y4")).isEqualTo("?badCreditCode");
        assertThat(strict(CODE, "91350100M000100Y433")).isEqualTo("?badCreditCode");
        assertThat(strict(CODE, "91350100O000100Y43")).isEqualTo("?badCreditCode");
        assertThat(strict(CODE, 913501000001L)).isEqualTo("?wrongType");
    }

    @Test
    void everyWrongCharacterIsFound() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            String code = make(random);
            assertThat(strict(CODE, code)).isEqualTo(code);
            int at = random.nextInt(18);
            char other = ALPHABET.charAt(random.nextInt(31));
            if (other != code.charAt(at)) {
                assertThat(strict(CODE, code.substring(0, at) + other + code.substring(at + 1)))
                        .isEqualTo("?badCreditCode");
            }
        }
    }

    @Test
    void swappedNeighboursAreFound() {
        Random random = new Random(6);
        for (int i = 0; i < 2_000; i++) {
            String code = make(random);
            int at = random.nextInt(17);
            char first = code.charAt(at);
            char second = code.charAt(at + 1);
            if (first != second) {
                assertThat(strict(CODE, code.substring(0, at) + second + first + code.substring(at + 2)))
                        .isEqualTo("?badCreditCode");
            }
        }
    }

    private static String make(Random random) {
        StringBuilder code = new StringBuilder();
        int sum = 0;
        for (int weight : WEIGHTS) {
            int value = random.nextInt(31);
            sum += value * weight;
            code.append(ALPHABET.charAt(value));
        }
        return code.append(ALPHABET.charAt((31 - sum % 31) % 31)).toString();
    }
}
