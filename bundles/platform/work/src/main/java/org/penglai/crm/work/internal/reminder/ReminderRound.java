package org.penglai.crm.work.internal.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.NoticeSink;
import org.penglai.crm.work.internal.record.Links;
import org.penglai.crm.work.internal.record.TaskType;
import org.penglai.crm.work.internal.record.Zones;

/**
 * Tells people what is due. A reminder is taken and told in one transaction, so that of any number of workers one tells
 * it, and none if that one fails.
 */
@Component(service = PeriodicWork.class)
public final class ReminderRound implements PeriodicWork {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int AT_ONCE = 200;
    /** What came to pass so long ago, while nobody could be told, is not news any more. */
    private static final Duration STALE = Duration.ofDays(1);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Records records;
    private final NoticeSink notices;
    private final Database database;
    private final Transactions transactions;

    /** @param migrated only there when the tables are */
    @Activate
    public ReminderRound(
            @Reference Records records,
            @Reference NoticeSink notices,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-work)") DataSource migrated) {
        this(records, notices, database, transactions);
    }

    public ReminderRound(Records records, NoticeSink notices, Database database, Transactions transactions) {
        this.records = records;
        this.notices = notices;
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "work.reminders";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        List<ReminderRows.Row> due;
        do {
            due = database.read(sql -> ReminderRows.due(sql, now, AT_ONCE));
            for (ReminderRows.Row row : due) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                tell(row, now);
            }
        } while (due.size() == AT_ONCE);
    }

    private void tell(ReminderRows.Row row, Instant now) {
        transactions.run(transaction -> {
            Optional<RecordSnapshot> record = records.find(Caller.system(), row.type(), row.recordId());
            Optional<ReminderPlan> next = record.flatMap(found -> ReminderPlan.next(found, row.occurrence(), now));
            if (ReminderRows.take(transaction.sql(), row, next)
                    && record.isPresent()
                    && isNews(record.get(), row.occurrence(), now)) {
                notices.accept(transaction, Caller.system(), List.of(notice(record.get(), row.occurrence())));
            }
            return null;
        });
    }

    private static boolean isNews(RecordSnapshot record, Instant occurrence, Instant now) {
        return record.type().equals(TaskType.TYPE)
                ? "open".equals(record.text("status"))
                : occurrence.plus(STALE).isAfter(now);
    }

    private Notice notice(RecordSnapshot record, Instant occurrence) {
        Set<Long> users = new LinkedHashSet<>();
        if (record.reference("owner") != null) {
            users.add(record.reference("owner"));
        }
        Links.of(record, "attendees").stream()
                .filter(link -> link.type().equals("users"))
                .map(RecordLink::id)
                .forEach(users::add);
        ZoneId zone = record.text("zone") == null
                ? Zones.of(record.reference("owner"), Caller.system(), records)
                : Zones.parse(record.text("zone"), Caller.system().zone());
        String time = CLOCK.format(LocalDateTime.ofInstant(occurrence, zone));
        String subject = record.text("subject");
        Localized title = record.type().equals(TaskType.TYPE)
                ? Localized.of("待办提醒：" + subject, "Task due: " + subject)
                : Localized.of(time + " 日程：" + subject, time + " " + subject);
        return new Notice(users, "reminder", title, record.text("location"), record.type(), record.id());
    }
}
