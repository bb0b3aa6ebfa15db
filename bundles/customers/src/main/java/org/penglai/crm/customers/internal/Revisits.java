package org.penglai.crm.customers.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;

/**
 * Customers whose owner has missed a cycle of a revisit plan, in My day. A cycle begins with the last real follow-up, or with
 * the customer; lost customers have none.
 */
@Component
public final class Revisits implements InboxSource {
    private static final int SHOWN = 50;
    private static final int ORDER = 350;

    private final RecordReader records;

    /** @param migrated only there when the tables are */
    @Activate
    public Revisits(
            @Reference Records records,
            @Reference(target = "(osgi.jndi.service.name=crm-customers)") DataSource migrated) {
        this(records);
    }

    Revisits(RecordReader records) {
        this.records = records;
    }

    @Override
    public List<InboxSection> sections(Caller caller, Instant now) {
        if (!caller.may(CustomerType.TYPE + ":read")) {
            return List.of();
        }
        Map<Long, InboxItem> missed = new LinkedHashMap<>();
        for (RecordSnapshot plan : plans()) {
            Duration cycle = Duration.ofDays(plan.integer("everyDays", 1));
            String filter = filter(plan, now.minus(cycle));
            for (RecordSnapshot customer :
                    records.list(caller, CustomerType.TYPE, new RecordQuery(filter, "lastFollowUpAt", SHOWN))) {
                missed.putIfAbsent(customer.id(), item(customer, plan, cycle));
            }
        }
        List<InboxItem> items = missed.values().stream()
                .sorted(Comparator.comparing(InboxItem::at))
                .limit(SHOWN)
                .toList();
        return items.isEmpty()
                ? List.of()
                : List.of(new InboxSection(
                        "customers.revisits", Localized.of("待回访客户", "Customers to revisit"), ORDER, items));
    }

    /** The plans are the firm's, whoever may see them; the shortest cycle first, so that it decides. */
    private List<RecordSnapshot> plans() {
        List<RecordSnapshot> plans = new ArrayList<>(
                records.list(Caller.system(), RevisitPlanType.TYPE, RecordQuery.where("isActive==true")));
        plans.sort(Comparator.comparing(plan -> plan.integer("everyDays", 1)));
        return plans;
    }

    private static String filter(RecordSnapshot plan, Instant before) {
        Instant day = before.truncatedTo(ChronoUnit.SECONDS);
        StringBuilder filter = new StringBuilder("owner==me;status!=lost;");
        if (plan.text("level") != null) {
            filter.append("level==").append(plan.text("level")).append(';');
        }
        if (plan.text("kind") != null) {
            filter.append("kind==").append(plan.text("kind")).append(';');
        }
        return filter.append("(lastFollowUpAt=lt=%1$s,(lastFollowUpAt=null=true;createdAt=lt=%1$s))".formatted(day))
                .toString();
    }

    private static InboxItem item(RecordSnapshot customer, RecordSnapshot plan, Duration cycle) {
        Instant last = customer.get("lastFollowUpAt", Instant.class);
        Instant began = last == null ? customer.get("createdAt", Instant.class) : last;
        return new InboxItem(
                CustomerType.TYPE,
                customer.id(),
                customer.text("name"),
                plan.text("name"),
                began.plus(cycle),
                true,
                null,
                List.of());
    }
}
