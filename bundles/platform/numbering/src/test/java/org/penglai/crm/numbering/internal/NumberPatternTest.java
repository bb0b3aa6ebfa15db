package org.penglai.crm.numbering.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 7);

    @ParameterizedTest
    @CsvSource({
        "SO-{yyyyMM}-{seq:4}, 1, SO-202603-0001, SO-202603-{seq}",
        "C{seq:6}, 42, C000042, C{seq}",
        "{yyyyMMdd}{seq:3}, 999, 20260307999, 20260307{seq}",
        "{seq:2}/{yy}, 7, 07/26, {seq}/26",
        "合同-{yyyy}-{seq:5}号, 12345, 合同-2026-12345号, 合同-2026-{seq}号",
        "C{seq:2}, 12345, C12345, C{seq}"
    })
    void fillsInDateAndPlace(String pattern, long place, String number, String period) {
        NumberPattern numbers = NumberPattern.at(pattern, DAY);
        assertThat(numbers.number(place)).isEqualTo(number);
        assertThat(numbers.period()).isEqualTo(period);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C",
                "C{seq}",
                "C{seq:0}",
                "C{seq:19}",
                "{seq:2}{seq:2}",
                "{mm}{seq:2}",
                "{{seq:2}",
                "C}{seq:2}",
                ""
            })
    void aWrongPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> NumberPattern.at(pattern, DAY)).isInstanceOf(IllegalArgumentException.class);
    }
}
