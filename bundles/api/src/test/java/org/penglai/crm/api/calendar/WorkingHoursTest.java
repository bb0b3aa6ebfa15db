package org.penglai.crm.api.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.api.calendar.WorkingHours.Shift;
import org.penglai.crm.api.calendar.WorkingHours.Span;

/** Split shifts, holidays and the days worked in exchange, nights in which clocks change, pauses: to the minute. */
class WorkingHoursTest {
    private static final Duration LONG = Duration.ofHours(40);

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsPromisedIsDueToTheMinute(Case promise) {
        WorkingHours hours = promise.hours();
        assertThat(hours.dueAt(promise.start(), promise.work(), promise.pauses()))
                .contains(promise.due());
        assertThat(hours.between(promise.start(), promise.due(), promise.pauses()))
                .isEqualTo(promise.work());
    }

    @Test
    void hoursThatAreNeverWorkedPromiseNothing() {
        WorkingHours never = new WorkingHours(ZoneId.of("Asia/Shanghai"), Map.of(), Map.of());
        Instant now = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(never.dueAt(now, LONG, List.of())).isEmpty();
        assertThat(never.between(now, now.plus(LONG), List.of())).isZero();
        assertThat(never.between(now, now.minus(LONG), List.of())).isZero();
        assertThatThrownBy(() -> never.dueAt(now, Duration.ZERO, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPauseThatSpansOthersCountsOnce() {
        WorkingHours mondays = new WorkingHours(
                ZoneId.of("Asia/Shanghai"), Map.of(DayOfWeek.MONDAY, List.of(new Shift(480, 960))), Map.of());
        Instant eight = Instant.parse("2026-03-02T00:00:00Z");
        List<Span> pauses = List.of(pause(eight, 120, 180), pause(eight, 60, 240), pause(eight, 200, 200));
        assertThat(mondays.dueAt(eight, Duration.ofMinutes(90), pauses)).contains(eight.plus(Duration.ofMinutes(270)));
    }

    @Test
    void shiftsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Shift(600, 600)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shift(600, 1441)).isInstanceOf(IllegalArgumentException.class);
        List<Shift> overlapping = List.of(new Shift(600, 720), new Shift(480, 601));
        assertThatThrownBy(() -> new WorkingHours(ZoneId.of("UTC"), Map.of(DayOfWeek.MONDAY, overlapping), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Span pause(Instant start, int from, int to) {
        return new Span(start.plus(Duration.ofMinutes(from)), start.plus(Duration.ofMinutes(to)));
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = WorkingHoursTest.class.getResourceAsStream("sla-cases.json")) {
            JsonNode all = new ObjectMapper().readTree(in);
            Map<String, WorkingHours> calendars = new HashMap<>();
            all.get("calendars").fields().forEachRemaining(c -> calendars.put(c.getKey(), hours(c.getValue())));
            return StreamSupport.stream(all.get("cases").spliterator(), false).map(node -> read(calendars, node));
        }
    }

    private static Case read(Map<String, WorkingHours> calendars, JsonNode node) {
        List<Span> pauses = new ArrayList<>();
        node.get("pauses")
                .forEach(pause -> pauses.add(new Span(
                        Instant.parse(pause.get(0).asText()),
                        Instant.parse(pause.get(1).asText()))));
        return new Case(
                calendars.get(node.get("calendar").asText()),
                Instant.parse(node.get("startedAt").asText()),
                Duration.ofMinutes(node.get("minutes").asLong()),
                pauses,
                Instant.parse(node.get("dueAt").asText()));
    }

    private static WorkingHours hours(JsonNode calendar) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, shifts(calendar.get("shifts").path(day.name().substring(0, 3))));
        }
        Map<LocalDate, List<Shift>> exceptions = new HashMap<>();
        calendar.get("exceptions")
                .fields()
                .forEachRemaining(day -> exceptions.put(LocalDate.parse(day.getKey()), shifts(day.getValue())));
        return new WorkingHours(ZoneId.of(calendar.get("zone").asText()), week, exceptions);
    }

    private static List<Shift> shifts(JsonNode list) {
        List<Shift> shifts = new ArrayList<>();
        list.forEach(shift -> shifts.add(new Shift(minute(shift.get(0)), minute(shift.get(1)))));
        return shifts;
    }

    private static int minute(JsonNode time) {
        String[] parts = time.asText().split(":");
        return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    }

    private record Case(WorkingHours hours, Instant start, Duration work, List<Span> pauses, Instant due) {}
}
