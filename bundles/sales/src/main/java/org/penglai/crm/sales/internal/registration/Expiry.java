package org.penglai.crm.sales.internal.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.RecordSweep;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.sales.internal.Sales;

/** Registrations whose days are over give their customer free. */
@Component
public final class Expiry implements PeriodicWork {
    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public Expiry(@Reference Records records, @Reference(target = Sales.TABLES) DataSource migrated) {
        this(records);
    }

    Expiry(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "sales.registrations";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        String over = "status==" + Protection.PROTECTED + ";" + RegistrationType.PROTECTED_UNTIL + "=lt="
                + now.truncatedTo(ChronoUnit.SECONDS);
        RecordSweep.run(
                records,
                RegistrationType.TYPE,
                over,
                each -> Map.of(
                        RegistrationType.STATUS,
                        Protection.EXPIRED,
                        RegistrationType.NAME_KEY,
                        Protection.free(each.id())));
    }
}
