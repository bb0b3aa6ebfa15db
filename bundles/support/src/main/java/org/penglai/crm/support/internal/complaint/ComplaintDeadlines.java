package org.penglai.crm.support.internal.complaint;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordSweep;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.InCharge;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * Tells those in charge once that a complaint is due soon and once that it is late; the mark and the notice are one write.
 * A deadline that is put off is told of anew.
 */
@Component
public final class ComplaintDeadlines implements PeriodicWork {
    static final String SOON = "soon";
    static final String LATE = "late";
    private static final int DAYS_AHEAD = 2;
    private static final String OPEN = "verifiedBy=null=true;ticket.status!=merged";

    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public ComplaintDeadlines(@Reference Records records, @Reference(target = Support.TABLES) DataSource migrated) {
        this(records);
    }

    ComplaintDeadlines(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "support.complaintDeadlines";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(now, Caller.system().zone());
        remind(LATE, "dueOn=lt=" + today + ";(reminded=null=true,reminded==" + SOON + ")");
        remind(SOON, "dueOn=ge=" + today + ";dueOn=le=" + today.plusDays(DAYS_AHEAD) + ";reminded=null=true");
    }

    private void remind(String stage, String filter) throws InterruptedException {
        RecordSweep.run(
                records,
                ComplaintDetailsType.TYPE,
                OPEN + ";" + filter,
                complaint -> Map.of(ComplaintDetailsType.REMINDED, stage));
    }

    /** The notice that belongs to the mark. */
    static Outcome tell(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (before == null || after == null) {
            return outcome;
        }
        String stage = after.text(ComplaintDetailsType.REMINDED);
        if (Objects.equals(before.text(ComplaintDetailsType.REMINDED), stage)) {
            boolean moved = !Objects.equals(
                    before.values().get(ComplaintDetailsType.DUE_ON),
                    after.values().get(ComplaintDetailsType.DUE_ON));
            return moved && stage != null ? outcome.set(ComplaintDetailsType.REMINDED, null) : outcome;
        }
        Set<Long> people = input.records()
                .find(Caller.system(), TicketType.TYPE, after.reference(ComplaintDetailsType.TICKET))
                .map(ticket -> InCharge.of(input.records(), ticket))
                .orElse(Set.of());
        return stage == null || people.isEmpty() ? outcome : outcome.notify(notice(people, stage, after));
    }

    private static Notice notice(Set<Long> people, String stage, RecordSnapshot complaint) {
        return new Notice(
                people,
                "complaintDue",
                LATE.equals(stage)
                        ? Localized.of("投诉处理已逾期", "A complaint is late")
                        : Localized.of("投诉处理即将到期", "A complaint is due soon"),
                complaint.text(ComplaintDetailsType.NAME),
                ComplaintDetailsType.TYPE,
                complaint.id());
    }
}
