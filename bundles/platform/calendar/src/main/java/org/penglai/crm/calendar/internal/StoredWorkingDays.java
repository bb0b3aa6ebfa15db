package org.penglai.crm.calendar.internal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.calendar.WorkingDays;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Working days by the calendars that administrators keep as records. */
@Component(service = WorkingDays.class)
public final class StoredWorkingDays implements WorkingDays {
    private static final Logger LOG = LoggerFactory.getLogger(StoredWorkingDays.class);
    private static final long FRESH = Duration.ofSeconds(10).toNanos();
    /** More than twenty years of exceptions. */
    private static final int MOST = 1_000;

    private final RecordReader records;
    private final LongSupplier nanoTime;
    private volatile DayPlan plan = DayPlan.plainWeeks();
    private volatile long readAt;
    private volatile boolean read;

    @Activate
    public StoredWorkingDays(@Reference RecordReader records) {
        this(records, System::nanoTime);
    }

    StoredWorkingDays(RecordReader records, LongSupplier nanoTime) {
        this.records = records;
        this.nanoTime = nanoTime;
    }

    @Override
    public ZoneId zone() {
        return plan().zone();
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return plan().isWorkingDay(day);
    }

    @Override
    public LocalDate plus(LocalDate day, int workingDays) {
        return plan().plus(day, workingDays);
    }

    @Override
    public int between(LocalDate from, LocalDate to) {
        return plan().between(from, to);
    }

    private DayPlan plan() {
        long now = nanoTime.getAsLong();
        if (!read || now - readAt > FRESH) {
            readAt = now;
            try {
                plan = stored();
                read = true;
            } catch (CrmException away) {
                // At boot the types come a little later than this service; what is known stays in use.
                LOG.debug("The calendars cannot be read: {}", away.getMessage());
            }
        }
        return plan;
    }

    private DayPlan stored() {
        List<RecordSnapshot> calendars =
                records.list(Caller.system(), BusinessCalendarsType.TYPE, new RecordQuery("isDefault==true", "id", 1));
        if (calendars.isEmpty()) {
            return DayPlan.plainWeeks();
        }
        RecordSnapshot calendar = calendars.get(0);
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        String days = "calendar==" + Ids.format(calendar.id());
        records.list(Caller.system(), CalendarExceptionsType.TYPE, new RecordQuery(days, "-date", MOST))
                .forEach(day -> exceptions.put(
                        day.get("date", LocalDate.class), CalendarExceptionsType.WORKDAY.equals(day.text("kind"))));
        return new DayPlan(ZoneId.of(calendar.text("zone")), week(calendar), exceptions);
    }

    private static Set<DayOfWeek> week(RecordSnapshot calendar) {
        Set<DayOfWeek> week = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        if (Boolean.TRUE.equals(calendar.get("saturday", Boolean.class))) {
            week.add(DayOfWeek.SATURDAY);
        }
        if (Boolean.TRUE.equals(calendar.get("sunday", Boolean.class))) {
            week.add(DayOfWeek.SUNDAY);
        }
        return week;
    }
}
