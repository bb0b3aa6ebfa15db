package org.penglai.crm.support.internal.quality;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.RecordSweep;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;

/**
 * Has each active sheet draw its sample of every week that is over, Monday to Sunday; after a standstill one week after the
 * other. {@link SheetRules} draws in the transaction in which the week is marked as drawn.
 */
@Component
public final class QualitySampling implements PeriodicWork {
    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public QualitySampling(@Reference Records records, @Reference(target = Support.TABLES) DataSource migrated) {
        this(records);
    }

    QualitySampling(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "support.qualitySampling";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        LocalDate sunday =
                LocalDate.ofInstant(now, Caller.system().zone()).with(TemporalAdjusters.previous(DayOfWeek.SUNDAY));
        RecordSweep.run(
                records,
                QualitySheetType.TYPE,
                "isActive==true;perAgent=gt=0;drawnTo=lt=" + sunday,
                sheet -> Map.of(
                        QualitySheetType.DRAWN_TO,
                        sheet.get(QualitySheetType.DRAWN_TO, LocalDate.class)
                                .with(TemporalAdjusters.next(DayOfWeek.SUNDAY))));
    }
}
