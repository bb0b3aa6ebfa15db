package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.records.internal.value.Fields.cell;
import static org.penglai.crm.records.internal.value.Fields.strict;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;

class DateCodecTest {
    private static final StoredField DATE = Fields.of(FieldKind.DATE);
    private static final StoredField INSTANT = Fields.of(FieldKind.INSTANT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2011-02-16",
                "2011/2/16",
                "2011/02/16",
                "2011.2.16",
                "2011年2月16日",
                "2011 年 2 月 16 日",
                "２０１１年２月１６日",
                "20110216",
                " 2011-2-16 00:00:00 "
            })
    void cellsMayBeWrittenInEveryLocalForm(String text) {
        assertThat(cell(DATE, text)).isEqualTo(LocalDate.of(2011, 2, 16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2023-02-30", "2023/2/29", "2023年13月1日", "2023-00-10", "2023-1", "16.2.2011", "昨天", "2011-2/16"})
    void impossibleDatesAreRefused(String text) {
        assertThat(cell(DATE, text)).isEqualTo("?badDate");
    }

    @Test
    void jsonKnowsOneForm() {
        assertThat(strict(DATE, "2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(strict(DATE, "2024/2/29")).isEqualTo("?badDate");
        assertThat(strict(DATE, "2023-02-29")).isEqualTo("?badDate");
        assertThat(strict(DATE, "2024-02-29T00:00:00Z")).isEqualTo("?badDate");
        assertThat(strict(DATE, "0000-01-01")).isEqualTo("?outOfRange");
        assertThat(strict(DATE, 20240229)).isEqualTo("?wrongType");
    }

    @Test
    void everyDayReadsBackInEveryForm() {
        Random random = new Random(1);
        List<String> forms = List.of("%d-%02d-%02d", "%d/%d/%d", "%d.%d.%d", "%d年%d月%d日");
        for (int i = 0; i < 10_000; i++) {
            int year = 1900 + random.nextInt(200);
            int month = 1 + random.nextInt(14);
            int day = 1 + random.nextInt(33);
            String text = String.format(forms.get(i % 4), year, month, day);
            boolean exists = month <= 12 && day <= LocalDate.of(year, month, 1).lengthOfMonth();
            assertThat(cell(DATE, text)).as(text).isEqualTo(exists ? LocalDate.of(year, month, day) : "?badDate");
        }
    }

    @Test
    void timesCarryTheirOffset() {
        assertThat(strict(INSTANT, "2024-02-29T08:00:00+08:00")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(strict(INSTANT, "2024-02-29T00:00:00.1234567Z"))
                .isEqualTo(Instant.parse("2024-02-29T00:00:00.123456Z"));
        assertThat(strict(INSTANT, "2024-02-29T08:00:00")).isEqualTo("?badInstant");
        assertThat(strict(INSTANT, "2023-02-29T08:00:00Z")).isEqualTo("?badInstant");
        assertThat(strict(INSTANT, "+10000-01-01T00:00:00Z")).isEqualTo("?outOfRange");
    }

    @Test
    void timesInCellsAreChinese() {
        assertThat(cell(INSTANT, "2024/2/29 8:00")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(cell(INSTANT, "2024年2月29日 08:00:30")).isEqualTo(Instant.parse("2024-02-29T00:00:30Z"));
        assertThat(cell(INSTANT, "2024-02-29")).isEqualTo(Instant.parse("2024-02-28T16:00:00Z"));
        assertThat(cell(INSTANT, "2024-02-29T00:00:00Z")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(cell(INSTANT, "2024/2/29 25:00")).isEqualTo("?badInstant");
    }
}
