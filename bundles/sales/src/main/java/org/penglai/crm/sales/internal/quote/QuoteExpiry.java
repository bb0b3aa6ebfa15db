package org.penglai.crm.sales.internal.quote;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.RecordSweep;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.Documents;

/** Quotes that nobody has answered are over when the last day of their validity is. */
@Component
public final class QuoteExpiry implements PeriodicWork {
    private final Records records;

    /** @param tables only there when the tables are */
    @Activate
    public QuoteExpiry(@Reference Records records, @Reference(target = Sales.TABLES) DataSource tables) {
        this(records);
    }

    QuoteExpiry(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "sales.quoteExpiry";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        String over = Documents.STATUS + "==" + QuoteType.SENT + ";" + QuoteType.VALID_UNTIL + "=lt="
                + LocalDate.ofInstant(now, Caller.system().zone());
        RecordSweep.run(records, QuoteType.TYPE, over, quote -> Map.of(Documents.STATUS, QuoteType.EXPIRED));
    }
}
