package org.penglai.crm.work.internal.recur;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void occurrencesKeepTheirTimeOnTheClock() {
        Recurrence daily = rule("FREQ=DAILY");
        LocalDateTime start = LocalDateTime.of(2026, 3, 27, 9, 0);
        assertThat(daily.between(start, start, start.plusDays(4), 10))
                .extracting(local -> Recurrence.instant(local, BERLIN))
                .containsExactly(
                        Instant.parse("2026-03-27T08:00:00Z"),
                        Instant.parse("2026-03-28T08:00:00Z"),
                        Instant.parse("2026-03-29T07:00:00Z"),
                        Instant.parse("2026-03-30T07:00:00Z"));
    }

    @Test
    void aTimeThatTheClockSkipsComesAsLongAfterMidnightAsBefore() {
        assertThat(Recurrence.instant(LocalDateTime.of(2026, 3, 29, 2, 30), BERLIN))
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(Recurrence.instant(LocalDateTime.of(2026, 10, 25, 2, 30), BERLIN))
                .as("of two equal times the first")
                .isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void theEndMayBeGivenInUtcInLocalTimeOrAsADay() {
        LocalDateTime start = LocalDateTime.of(2026, 6, 1, 9, 0);
        for (String until : new String[] {"20260603T070000Z", "20260603T090000", "20260603"}) {
            assertThat(rule("FREQ=DAILY;UNTIL=" + until).between(start, start, start.plusYears(1), 10))
                    .as(until)
                    .hasSize(3);
        }
    }

    @Test
    void monthsWithoutTheDayAreLeftOut() {
        LocalDateTime start = LocalDateTime.of(2026, 1, 31, 8, 0);
        assertThat(rule("FREQ=MONTHLY").between(start, start, start.plusMonths(5), 10))
                .extracting(local -> local.getMonthValue() + "/" + local.getDayOfMonth())
                .containsExactly("1/31", "3/31", "5/31");
    }

    @Test
    void theRestOfALimitedSeriesHasWhatIsLeft() {
        LocalDateTime start = LocalDateTime.of(2026, 6, 1, 9, 0);
        Recurrence three = rule("FREQ=DAILY;COUNT=3");
        LocalDateTime second = three.after(start, start).orElseThrow();
        assertThat(second).isEqualTo("2026-06-02T09:00");
        assertThat(three.rest(start, second)).isEqualTo("FREQ=DAILY;COUNT=2");
        assertThat(rule("FREQ=DAILY;COUNT=1").after(start, start)).isEmpty();
    }

    @Test
    void aRuleThatNeverMatchesEnds() {
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 9, 0);
        assertThat(rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").after(start, start))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "never", "FREQ=HOURLY", "FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX"})
    void whatIsNoRuleIsRefused(String text) {
        assertThat(Recurrence.parse(text, BERLIN)).isEmpty();
    }

    @Test
    void theNameOfThePropertyMayStandBeforeTheRule() {
        assertThat(Recurrence.parse("rrule:freq=weekly;byday=mo", BERLIN)
                        .orElseThrow()
                        .text())
                .isEqualTo("FREQ=WEEKLY;BYDAY=MO");
    }

    @Test
    void theUsualRulesMayBeWrittenInWords() {
        assertThat(rule("每周").text()).isEqualTo("FREQ=WEEKLY");
        assertThat(rule(" 工作日 ").text()).isEqualTo("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
        assertThat(rule("monthly").text()).isEqualTo("FREQ=MONTHLY");
    }

    private static Recurrence rule(String text) {
        return Recurrence.parse(text, BERLIN).orElseThrow();
    }
}
