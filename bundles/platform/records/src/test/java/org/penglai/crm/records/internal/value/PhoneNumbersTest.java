package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {
    private final PhoneNumbers numbers = new PhoneNumbers();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    13800138000            | +8613800138000
                    138 0013 8000          | +8613800138000
                    138-0013-8000          | +8613800138000
                    +86 13800138000        | +8613800138000
                    (+86)138 0013 8000     | +8613800138000
                    008613800138000        | +8613800138000
                    8613800138000          | +8613800138000
                    013800138000           | +8613800138000
                    １３８００１３８０００ | +8613800138000
                    0535-6189462           | +865356189462
                    (0535)6123456          | +865356123456
                    （0535）6123456        | +865356123456
                    (0535)6123456转123     | +865356123456;ext=123
                    0535-6123456 转 123    | +865356123456;ext=123
                    0535-6123456 ext.123   | +865356123456;ext=123
                    0535-6123456分机8001   | +865356123456;ext=8001
                    010-65551234           | +861065551234
                    +86-10-65551234        | +861065551234
                    +86(0)535-6123456      | +865356123456
                    021 5888 8888          | +862158888888
                    400-123-4567           | +864001234567
                    400-123-4567转8        | +864001234567;ext=8
                    800 820 1234           | +868008201234
                    95588                  | +8695588
                    +86 95588              | +8695588
                    12345                  | +8612345
                    10086                  | +8610086
                    110                    | +86110
                    +1 650 253 0000        | +16502530000
                    0016502530000          | +16502530000
                    +852 2123 4567         | +85221234567
                    """)
    void isReadInEveryFormThatPeopleWrite(String written, String stored) {
        assertThat(numbers.normalize(written)).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6189462",
                "1380013800",
                "138001380001",
                "12800138000",
                "400-FLOWERS",
                "13800138000/13900139000",
                "电话",
                "12",
                "+",
                "1234",
                "转123",
                "+999 123456789"
            })
    void isRefusedWhenItCannotBeANumber(String written) {
        assertThat(numbers.normalize(written)).isEmpty();
    }

    @Test
    void mobilesReadTheSameHoweverTheyAreWritten() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            String mobile = "1" + (3 + random.nextInt(7)) + String.format("%09d", random.nextInt(1_000_000_000));
            String[] forms = {
                mobile,
                mobile.substring(0, 3) + " " + mobile.substring(3, 7) + " " + mobile.substring(7),
                mobile.substring(0, 3) + "-" + mobile.substring(3, 7) + "-" + mobile.substring(7),
                "+86 " + mobile,
                "0086" + mobile,
                fullWidth(mobile)
            };
            assertThat(numbers.normalize(forms[i % forms.length])).contains("+86" + mobile);
        }
    }

    @Test
    void landlinesAndServiceNumbersOfTheSampleDataAreAccepted() {
        Random random = new Random(4);
        for (int i = 0; i < 5_000; i++) {
            String subscriber = String.format("6%06d", random.nextInt(1_000_000));
            int extension = 100 + random.nextInt(900);
            assertThat(numbers.normalize("0535-" + subscriber)).contains("+86535" + subscriber);
            assertThat(numbers.normalize("(0535)" + subscriber + "转" + extension))
                    .contains("+86535" + subscriber + ";ext=" + extension);
            String service = String.format("400%03d%04d", extension, random.nextInt(10_000));
            assertThat(numbers.normalize(
                            service.substring(0, 3) + "-" + service.substring(3, 6) + "-" + service.substring(6)))
                    .contains("+86" + service);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+8613800138000",
                "+865356123456;ext=123",
                "+864001234567",
                "+8695588",
                "+8612345",
                "+16502530000"
            })
    void whatIsStoredReadsAsItself(String stored) {
        assertThat(numbers.normalize(stored)).contains(stored);
    }

    private static String fullWidth(String digits) {
        StringBuilder out = new StringBuilder();
        digits.chars().forEach(c -> out.append((char) (c - '0' + '０')));
        return out.toString();
    }
}
