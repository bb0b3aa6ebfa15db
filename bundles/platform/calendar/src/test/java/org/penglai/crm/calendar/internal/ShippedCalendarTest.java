package org.penglai.crm.calendar.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.internal.write.RecordsService;

class ShippedCalendarTest {
    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void chinasHolidaysOf2026AreKnownAndCanBeChanged(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("events", "records", "calendar")) {
            Records records = kernel(database);
            StoredWorkingDays days = new StoredWorkingDays(records, nanos::get);

            assertThat(days.zone().getId()).isEqualTo("Asia/Shanghai");
            assertThat(days.isWorkingDay(day(2, 14)))
                    .as("Saturday worked for the Spring Festival")
                    .isTrue();
            assertThat(day(2, 15).datesUntil(day(2, 24)).filter(days::isWorkingDay))
                    .isEmpty();
            assertThat(days.plus(day(2, 14), 1)).isEqualTo(day(2, 24));
            assertThat(days.plus(day(9, 30), 1)).isEqualTo(day(10, 8));
            assertThat(days.isWorkingDay(day(10, 10))).isTrue();
            assertThat(days.between(LocalDate.of(2025, 12, 31), day(12, 31))).isEqualTo(248);
            assertThat(days.isWorkingDay(LocalDate.of(2030, 10, 1)))
                    .as("a year without data")
                    .isTrue();

            var calendar = records.list(Caller.system(), BusinessCalendarsType.TYPE, RecordQuery.where(""))
                    .get(0);
            records.apply(
                    Caller.system(),
                    List.of(new RecordChange.Create(
                            CalendarExceptionsType.TYPE,
                            Map.of(
                                    "calendar",
                                    calendar.id(),
                                    "date",
                                    LocalDate.of(2030, 10, 1),
                                    "kind",
                                    "holiday",
                                    "name",
                                    "国庆节"))));
            nanos.addAndGet(11_000_000_000L);
            assertThat(days.isWorkingDay(LocalDate.of(2030, 10, 1))).isFalse();
        }
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    static Records kernel(TestDatabase database) {
        TypeRegistry types =
                new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        types.start();
        types.add("calendars", new BusinessCalendarsType().definition(), 1, "1.0.0");
        types.add("days", new CalendarExceptionsType().definition(), 1, "1.0.0");
        database.unit(BusinessCalendarsType.UNIT);
        types.unitCame(BusinessCalendarsType.UNIT, BusinessCalendarsType.UNIT);
        assertThat(types.problems("crm")).isEmpty();
        SnapshotReader reader = new SnapshotReader(new QueryPlanner(types, database.database()), database.database());
        KernelWrites writes = new KernelWrites(
                types,
                new FieldValues(new NationalRegions()),
                new TitleKeys(),
                reader,
                database.database(),
                database.transactions(),
                database.ids(),
                new TableJournal(database.transactions(), database.ids(), database.dataSource()),
                database.dataSource());
        return new RecordsService(reader, writes, types, database.gates());
    }
}
