package org.penglai.crm.receivables.internal.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.RecordSweep;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Receivables;

/** Nobody writes an instalment when its day is over: this does. The view of what is overdue asks for the day itself. */
@Component
public final class OverduePlans implements PeriodicWork {
    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public OverduePlans(@Reference Records records, @Reference(target = Receivables.TABLES) DataSource migrated) {
        this.records = records;
    }

    @Override
    public String name() {
        return "receivables.overdue";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        String late = "status=in=(pending,partial);dueOn=lt=" + Receivables.day(now, Caller.system());
        RecordSweep.run(
                records, PaymentPlanType.TYPE, late, plan -> Map.of(Receivables.STATUS, PaymentPlanType.OVERDUE));
    }
}
