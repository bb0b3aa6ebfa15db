package org.penglai.crm.approvals.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.work.Notices;
import org.penglai.crm.approvals.internal.course.Overdue;
import org.penglai.crm.records.spi.Types;

/** Every few minutes: reminds those who are asked, and asks somebody else in the place of those who have left. */
@Component
public final class ApprovalRound implements PeriodicWork {
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Overdue overdue;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Notices notices;

    /** @param migrated proof that the tables are there */
    @Activate
    public ApprovalRound(
            @Reference Records records,
            @Reference Types types,
            @Reference(target = "(osgi.jndi.service.name=crm-approvals)") DataSource migrated) {
        overdue = new Overdue(records, types::isWritable, () -> notices);
    }

    @Override
    public String name() {
        return "approvals.round";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(Instant start) throws InterruptedException {
        overdue.run(start.truncatedTo(ChronoUnit.MICROS));
    }
}
