package org.penglai.crm.work.internal.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.demo.DemoData;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.demo.DemoTable;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.work.internal.record.AppointmentType;
import org.penglai.crm.work.internal.record.TaskType;

/** What the first administrator did with the sample customers, and what is to come; counted from the day of loading. */
@Component(service = DemoData.class)
public final class WorkDemo implements DemoData {
    private static final int REMIND_MINUTES = 15;

    private final Records records;
    private final Clock clock;

    @Activate
    public WorkDemo(@Reference Records records) {
        this(records, Clock.systemUTC());
    }

    WorkDemo(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "crm";
    }

    @Override
    public List<DemoRecord> records() {
        RecordSnapshot owner =
                records.list(Caller.system(), "users", new RecordQuery("administrator==true", "id", 1)).stream()
                        .findFirst()
                        .orElse(null);
        ZoneId zone = Caller.system().zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        List<DemoRecord> all = new ArrayList<>();
        DemoTable.read(WorkDemo.class, "activities").forEach(row -> {
            Map<String, Object> values = values(row, owner, "kind", "content", "result");
            values.put("occurredAt", past(at(today.minusDays(number(row, "daysAgo")), row, zone)));
            all.add(record("activities", row, values));
        });
        DemoTable.read(WorkDemo.class, "tasks").forEach(row -> {
            Map<String, Object> values = values(row, owner, "subject", "priority", "rrule");
            values.put("dueAt", at(today.plusDays(number(row, "inDays")), row, zone));
            all.add(record(TaskType.TYPE, row, values));
        });
        DemoTable.read(WorkDemo.class, "appointments").forEach(row -> {
            Map<String, Object> values = values(row, owner, "subject", "location", "rrule");
            Instant start = at(today.plusDays(number(row, "inDays")), row, zone);
            values.put("startAt", start);
            values.put("endAt", start.plus(Duration.ofHours(number(row, "hours"))));
            values.put("remindMinutes", REMIND_MINUTES);
            all.add(record(AppointmentType.TYPE, row, values));
        });
        return all;
    }

    private static Map<String, Object> values(Map<String, String> row, RecordSnapshot owner, String... columns) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String column : columns) {
            if (row.get(column) != null) {
                values.put(column, row.get(column));
            }
        }
        if (owner != null) {
            values.put("owner", owner.id());
        }
        return values;
    }

    private static DemoRecord record(String type, Map<String, String> row, Map<String, Object> values) {
        String customer = row.get("customer");
        return new DemoRecord(
                type, row.get("key"), values, customer == null ? Map.of() : Map.of("related", "customers:" + customer));
    }

    private static Instant at(LocalDate day, Map<String, String> row, ZoneId zone) {
        return day.atTime(number(row, "hour"), 0).atZone(zone).toInstant();
    }

    /** What is told as done was not done later today. */
    private Instant past(Instant at) {
        Instant now = clock.instant();
        return at.isAfter(now) ? now.minus(Duration.ofMinutes(30)) : at;
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }
}
