package org.penglai.crm.work.internal.notice;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.work.internal.WorkTables;

/** Notifications are kept for ninety days. */
@Component
public final class NoticeCleaning implements PeriodicWork {
    static final Duration KEPT = Duration.ofDays(90);

    private final Transactions transactions;

    /** @param migrated only there when the tables are */
    @Activate
    public NoticeCleaning(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-work)") DataSource migrated) {
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "work.notices.clean";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run(Instant now) {
        transactions.run(transaction -> transaction
                .sql()
                .deleteFrom(WorkTables.NOTIFICATIONS)
                .where(WorkTables.CREATED_AT.lt(WorkTables.utc(now.minus(KEPT))))
                .execute());
    }
}
