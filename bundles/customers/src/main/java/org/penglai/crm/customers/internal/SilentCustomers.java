package org.penglai.crm.customers.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordSweep;
import org.penglai.crm.api.records.Records;

/** Engaged and active customers of whom nothing was heard for long become silent; a follow-up wakes them again. */
@Component(configurationPid = "org.penglai.crm.customers.silent")
@Designate(ocd = SilentCustomers.Configuration.class)
public final class SilentCustomers implements PeriodicWork {
    private final Records records;
    private final Duration silence;

    /** Settings; {@code etc/org.penglai.crm.customers.silent.cfg}. */
    @ObjectClassDefinition(name = "Penglai CRM silent customers")
    public @interface Configuration {
        @AttributeDefinition(description = "Days without follow-up after which a customer is silent")
        int days() default 180;
    }

    /** @param migrated only there when the tables are */
    @Activate
    public SilentCustomers(
            @Reference Records records,
            @Reference(target = "(osgi.jndi.service.name=crm-customers)") DataSource migrated,
            Configuration configuration) {
        this(records, Duration.ofDays(configuration.days()));
    }

    SilentCustomers(Records records, Duration silence) {
        this.records = records;
        this.silence = silence;
    }

    @Override
    public String name() {
        return "customers.silent";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        Instant limit = now.minus(silence).truncatedTo(ChronoUnit.SECONDS);
        String unheard = "(lastFollowUpAt=lt=%1$s,(lastFollowUpAt=null=true;createdAt=lt=%1$s))".formatted(limit);
        move("status=in=(engaged,active);" + unheard, customer -> Lifecycle.SILENT);
        move("status==silent;lastFollowUpAt=ge=" + limit, Lifecycle::awake);
    }

    private void move(String filter, Function<RecordSnapshot, String> status) throws InterruptedException {
        RecordSweep.run(
                records, CustomerType.TYPE, filter, customer -> Map.of(Lifecycle.STATUS, status.apply(customer)));
    }
}
