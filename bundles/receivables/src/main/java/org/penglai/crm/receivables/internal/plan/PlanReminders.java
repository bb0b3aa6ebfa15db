package org.penglai.crm.receivables.internal.plan;

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
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Receivables;

/**
 * Tells owners once that money is due soon, once that it is late and once that it is very late; the mark and the notice are
 * one write. An instalment that is put off is told of anew.
 */
@Component
public final class PlanReminders implements PeriodicWork {
    /** Days before the money is due. */
    static final int AHEAD = 7;

    static final String SOON = "soon";
    static final String LATE = "late";
    static final String VERY_LATE = "veryLate";

    private static final int MUCH = 30;

    private static final Map<String, Localized> TOLD = Map.of(
            SOON, Localized.of("回款即将到期", "An instalment is due soon"),
            LATE, Localized.of("回款已逾期", "An instalment is overdue"),
            VERY_LATE, Localized.of("回款逾期超过 30 天", "An instalment is more than 30 days overdue"));

    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public PlanReminders(@Reference Records records, @Reference(target = Receivables.TABLES) DataSource migrated) {
        this(records);
    }

    PlanReminders(Records records) {
        this.records = records;
    }

    /** Open instalments of contracts in effect. */
    static String open() {
        return "status=in=(pending,partial,overdue);(contract=null=true,contract.status=in=(effective,completed))";
    }

    @Override
    public String name() {
        return "receivables.reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        LocalDate today = Receivables.day(now, Caller.system());
        LocalDate longAgo = today.minusDays(MUCH);
        remind(VERY_LATE, "dueOn=lt=" + longAgo + ";(reminded=null=true,reminded!=" + VERY_LATE + ")");
        remind(LATE, "dueOn=lt=" + today + ";dueOn=ge=" + longAgo + ";(reminded=null=true,reminded==" + SOON + ")");
        remind(SOON, "dueOn=ge=" + today + ";dueOn=le=" + today.plusDays(AHEAD) + ";reminded=null=true");
    }

    private void remind(String stage, String filter) throws InterruptedException {
        String all = open() + ";" + SystemFields.OWNER + "=null=false;" + filter;
        RecordSweep.run(
                records,
                PaymentPlanType.TYPE,
                all,
                plan -> Instalments.isDue(records, plan) ? Map.of(PaymentPlanType.REMINDED, stage) : Map.of());
    }

    /** The notice that belongs to the mark. */
    static Outcome tell(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (before == null || after == null) {
            return outcome;
        }
        String stage = after.text(PaymentPlanType.REMINDED);
        if (Objects.equals(before.text(PaymentPlanType.REMINDED), stage)) {
            boolean moved = !Objects.equals(
                    before.get(PaymentPlanType.DUE_ON, LocalDate.class),
                    after.get(PaymentPlanType.DUE_ON, LocalDate.class));
            return moved && stage != null ? outcome.set(PaymentPlanType.REMINDED, null) : outcome;
        }
        Long owner = after.reference(SystemFields.OWNER);
        // Without the amount: it may be hidden from the owner.
        return stage == null || owner == null
                ? outcome
                : outcome.notify(new Notice(
                        Set.of(owner),
                        "paymentDue",
                        TOLD.get(stage),
                        after.text(PaymentPlanType.TITLE),
                        PaymentPlanType.TYPE,
                        after.id()));
    }
}
