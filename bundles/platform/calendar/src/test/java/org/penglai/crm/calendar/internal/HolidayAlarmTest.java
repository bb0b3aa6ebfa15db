package org.penglai.crm.calendar.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Nobody finds out on the second of January that the holidays are missing. The shipped calendar has those of 2026. */
class HolidayAlarmTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void thirtyDaysBeforeAYearWithoutHolidaysTheAlarmIsRaisedOnce(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("events", "records", "calendar")) {
            Records records = ShippedCalendarTest.kernel(database);
            HolidayAlarm alarm = new HolidayAlarm(records);
            alarm.run(Instant.parse("2026-12-01T15:59:59Z"));
            assertThat(alarmedFor(records)).as("31 days before, in China").isZero();
            alarm.run(Instant.parse("2026-12-01T16:00:00Z"));
            assertThat(alarmedFor(records)).as("30 days before").isEqualTo(2027);

            long version = calendar(records).version();
            alarm.run(Instant.parse("2027-02-01T00:00:00Z"));
            assertThat(calendar(records).version()).as("told once").isEqualTo(version);
            enter(records, LocalDate.of(2028, 1, 1));
            alarm.run(Instant.parse("2027-12-20T00:00:00Z"));
            assertThat(alarmedFor(records)).as("the next year has one").isEqualTo(2027);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aCalendarThatNeverHadAnExceptionIsMeantToHaveNone(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("events", "records", "calendar")) {
            Records records = ShippedCalendarTest.kernel(database);
            RecordSnapshot around = records.apply(
                            Caller.system(),
                            List.of(new RecordChange.Create(BusinessCalendarsType.TYPE, Map.of("name", "全年无休"))))
                    .get(0);
            new HolidayAlarm(records).run(Instant.parse("2026-12-20T00:00:00Z"));
            assertThat(records.find(Caller.system(), BusinessCalendarsType.TYPE, around.id())
                            .orElseThrow()
                            .integer(HolidayAlarm.ALARMED_FOR, 0))
                    .isZero();
        }
    }

    @Test
    void administratorsAreTold() {
        RecordReader people = (RecordReader) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RecordReader.class},
                (proxy, method, arguments) -> List.of(new RecordSnapshot("users", 7, 1, Map.of())));
        List<Notice> notices = HolidayAlarm.tell(new RecordHook.Input(
                        RecordHook.Operation.UPDATE,
                        alarmed(null),
                        alarmed(2027L),
                        Caller.system(),
                        people,
                        Instant.EPOCH))
                .notices();
        assertThat(notices).hasSize(1);
        assertThat(notices.get(0).recipients()).isEqualTo(Set.of(7L));
        assertThat(notices.get(0).title().zh()).isEqualTo("工作日历缺少 2027 年的节假日");
    }

    private static RecordSnapshot alarmed(Long alarmedFor) {
        Map<String, Object> values = new HashMap<>(Map.of("name", "中国大陆"));
        values.put(HolidayAlarm.ALARMED_FOR, alarmedFor);
        return new RecordSnapshot(BusinessCalendarsType.TYPE, 1, 1, values);
    }

    private static RecordSnapshot calendar(Records records) {
        return records.list(Caller.system(), BusinessCalendarsType.TYPE, RecordQuery.where(""))
                .get(0);
    }

    private static long alarmedFor(Records records) {
        return calendar(records).integer(HolidayAlarm.ALARMED_FOR, 0);
    }

    private static void enter(Records records, LocalDate day) {
        records.apply(
                Caller.system(),
                List.of(new RecordChange.Create(
                        CalendarExceptionsType.TYPE,
                        Map.of("calendar", calendar(records).id(), "date", day, "kind", "holiday", "name", "元旦"))));
    }
}
