package org.penglai.crm.calendar.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells administrators, thirty days before a year begins, of each calendar that has none of its holidays yet: until
 * somebody enters them, whatever counts working time counts that year's holidays as worked. Calendars that never had an
 * exceptional day are meant to have none.
 */
@Component
public final class HolidayAlarm implements PeriodicWork {
    static final String ALARMED_FOR = "alarmedFor";

    private static final Logger LOG = LoggerFactory.getLogger(HolidayAlarm.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int DAYS_BEFORE = 30;
    private static final int MOST = 200;

    private final Records records;

    @Activate
    public HolidayAlarm(@Reference Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "calendar.holidays";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(Instant now) {
        for (RecordSnapshot calendar :
                records.list(Caller.system(), BusinessCalendarsType.TYPE, new RecordQuery("", "id", MOST))) {
            int year = LocalDate.ofInstant(now, ZoneId.of(calendar.text("zone")))
                    .plusDays(DAYS_BEFORE)
                    .getYear();
            if (calendar.integer(ALARMED_FOR, 0) < year && hasDays(calendar, "") && !hasDays(calendar, within(year))) {
                alarm(calendar, year);
            }
        }
    }

    /** Somebody who changes the calendar at this moment makes the next round do it. */
    private void alarm(RecordSnapshot calendar, int year) {
        try {
            records.apply(
                    Caller.system(),
                    List.of(new RecordChange.Update(
                            BusinessCalendarsType.TYPE, calendar.id(), calendar.version(), Map.of(ALARMED_FOR, year))));
        } catch (CrmException refused) {
            LOG.info("Missing holidays of {} are not told of now: {}", calendar.text("name"), refused.getMessage());
        }
    }

    private boolean hasDays(RecordSnapshot calendar, String more) {
        String days = "calendar==" + RecordId.format(calendar.id()) + more;
        return !records.list(Caller.system(), CalendarExceptionsType.TYPE, new RecordQuery(days, "id", 1))
                .isEmpty();
    }

    private static String within(int year) {
        return ";date=ge=" + LocalDate.of(year, 1, 1) + ";date=le=" + LocalDate.of(year, 12, 31);
    }

    /** The notices go with the write that says that they were sent. */
    static Outcome tell(RecordHook.Input input) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        Outcome outcome = Outcome.none();
        if (before == null || after == null) {
            return outcome;
        }
        long year = after.integer(ALARMED_FOR, 0);
        if (year == before.integer(ALARMED_FOR, 0)) {
            return outcome;
        }
        Set<Long> people = administrators(input.records());
        return people.isEmpty()
                ? outcome
                : outcome.notify(new Notice(
                        people,
                        "holidaysMissing",
                        Localized.of(
                                "工作日历缺少 " + year + " 年的节假日", "The business calendar lacks the holidays of " + year),
                        after.text("name"),
                        BusinessCalendarsType.TYPE,
                        after.id()));
    }

    private static Set<Long> administrators(RecordReader records) {
        try {
            return records
                    .list(Caller.system(), "users", new RecordQuery("administrator==true;status==active", "id", MOST))
                    .stream()
                    .map(RecordSnapshot::id)
                    .collect(Collectors.toSet());
        } catch (NotFound nobodyYet) {
            return Set.of();
        }
    }
}
