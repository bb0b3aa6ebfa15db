package org.penglai.crm.work.internal.reminder;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.LateReference;
import org.penglai.crm.work.internal.record.AppointmentType;
import org.penglai.crm.work.internal.record.TaskType;

/** Keeps the next reminder of a task or appointment up to date, in the transaction that changes it. */
@Component(service = JournalListener.class)
public final class ReminderPlanning implements JournalListener {
    private static final Set<String> TYPES = Set.of(TaskType.TYPE, AppointmentType.TYPE);

    private final Supplier<Records> records;
    private final Clock clock;

    /**
     * @param records asked for when something happens: the journal, which calls this, is itself a part of the kernel
     * @param migrated only there when the tables are
     */
    @Activate
    public ReminderPlanning(
            @Reference(service = Records.class) ComponentServiceObjects<Records> records,
            @Reference(target = "(osgi.jndi.service.name=crm-work)") DataSource migrated) {
        this(new LateReference<>(records), Clock.systemUTC());
    }

    /** Wired without a container, with a clock to turn. */
    public static ReminderPlanning with(Supplier<Records> records, Clock clock) {
        return new ReminderPlanning(records, clock);
    }

    private ReminderPlanning(Supplier<Records> records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public void appended(Transaction transaction, List<Journal.Entry> entries) {
        Set<RecordLink> changed = new LinkedHashSet<>();
        entries.stream()
                .filter(entry -> TYPES.contains(entry.type()) && entry.recordId() > 0)
                .forEach(entry -> changed.add(new RecordLink(entry.type(), entry.recordId())));
        Instant now = clock.instant();
        changed.forEach(link -> plan(transaction, link, now));
    }

    private void plan(Transaction transaction, RecordLink link, Instant now) {
        Optional<ReminderPlan> next = records.get()
                .find(Caller.system(), link.type(), link.id())
                .flatMap(record -> ReminderPlan.next(record, null, now));
        ReminderRows.replace(transaction.sql(), link.type(), link.id(), next);
    }
}
