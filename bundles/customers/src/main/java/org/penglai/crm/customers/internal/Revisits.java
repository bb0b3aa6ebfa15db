package org.penglai.crm.customers.internal;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;

/** In My day: customers whose owner has missed a cycle of a revisit plan. */
@Component
public final class Revisits implements InboxSource {
    private static final int ORDER = 350;

    private final MissedCycles missed;

    /** @param migrated only there when the tables are */
    @Activate
    public Revisits(
            @Reference Records records,
            @Reference(target = "(osgi.jndi.service.name=crm-customers)") DataSource migrated) {
        this(records);
    }

    Revisits(RecordReader records) {
        missed = new MissedCycles(records);
    }

    @Override
    public List<InboxSection> sections(Caller caller, Instant now) {
        if (!caller.may(CustomerType.TYPE + ":read")) {
            return List.of();
        }
        List<InboxItem> items = missed.of(caller, "owner==me", now, (customer, plan) -> plan.text("name"));
        return items.isEmpty()
                ? List.of()
                : List.of(new InboxSection(
                        "customers.revisits", Localized.of("待回访客户", "Customers to revisit"), ORDER, items));
    }
}
