package org.penglai.crm.sales.internal.opportunity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
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
import org.penglai.crm.sales.internal.Sales;

/** Tells owners once when an opportunity has become stagnant; the mark and the notice are one write. */
@Component
public final class StagnationAlerts implements PeriodicWork {
    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public StagnationAlerts(@Reference Records records, @Reference(target = Sales.TABLES) DataSource migrated) {
        this(records);
    }

    StagnationAlerts(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "sales.stagnation";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        String untold = StagnantDeals.stagnantAt(now) + ";" + OpportunityType.STAGNANT_TOLD_AT + "=null=true;"
                + SystemFields.OWNER + "=null=false";
        Instant told = now.truncatedTo(ChronoUnit.MILLIS);
        RecordSweep.run(records, OpportunityType.TYPE, untold, deal -> Map.of(OpportunityType.STAGNANT_TOLD_AT, told));
    }

    /** The notice that belongs to the mark. */
    static Outcome tell(RecordHook.Input input) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        boolean isMarked = before != null
                && after != null
                && before.values().get(OpportunityType.STAGNANT_TOLD_AT) == null
                && after.values().get(OpportunityType.STAGNANT_TOLD_AT) != null;
        Long owner = isMarked ? after.reference(SystemFields.OWNER) : null;
        return owner == null
                ? Outcome.none()
                : Outcome.none()
                        .notify(new Notice(
                                Set.of(owner),
                                "opportunityStagnant",
                                Localized.of("商机停滞了", "An opportunity has become stagnant"),
                                after.text("name"),
                                OpportunityType.TYPE,
                                after.id()));
    }
}
