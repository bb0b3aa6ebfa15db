package org.penglai.crm.customers.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;

/**
 * Customers of whom somebody has missed a cycle of a revisit plan. A cycle begins with the last real follow-up, or with
 * the customer; lost customers have none.
 */
final class MissedCycles {
    static final int SHOWN = 50;

    private final RecordReader records;

    MissedCycles(RecordReader records) {
        this.records = records;
    }

    /**
     * The longest overdue first.
     *
     * @param owners filter that says whose customers
     * @param subtitle of a customer by the plan
     */
    List<InboxItem> of(
            Caller caller, String owners, Instant now, BiFunction<RecordSnapshot, RecordSnapshot, String> subtitle) {
        Map<Long, InboxItem> missed = new LinkedHashMap<>();
        for (RecordSnapshot plan : plans()) {
            Duration cycle = Duration.ofDays(plan.integer("everyDays", 1));
            String filter = filter(owners, plan, now.minus(cycle));
            for (RecordSnapshot customer :
                    records.list(caller, CustomerType.TYPE, new RecordQuery(filter, "lastFollowUpAt", SHOWN))) {
                missed.putIfAbsent(customer.id(), item(customer, subtitle.apply(customer, plan), cycle));
            }
        }
        return missed.values().stream()
                .sorted(Comparator.comparing(InboxItem::at))
                .limit(SHOWN)
                .toList();
    }

    /** The plans are the firm's, whoever may see them; the shortest cycle first, so that it decides. */
    private List<RecordSnapshot> plans() {
        List<RecordSnapshot> plans = new ArrayList<>(
                records.list(Caller.system(), RevisitPlanType.TYPE, RecordQuery.where("isActive==true")));
        plans.sort(Comparator.comparing(plan -> plan.integer("everyDays", 1)));
        return plans;
    }

    private static String filter(String owners, RecordSnapshot plan, Instant before) {
        Instant day = before.truncatedTo(ChronoUnit.SECONDS);
        StringBuilder filter = new StringBuilder(owners).append(";status!=lost;");
        if (plan.text("level") != null) {
            filter.append("level==").append(plan.text("level")).append(';');
        }
        if (plan.text("kind") != null) {
            filter.append("kind==").append(plan.text("kind")).append(';');
        }
        return filter.append("(lastFollowUpAt=lt=%1$s,(lastFollowUpAt=null=true;createdAt=lt=%1$s))".formatted(day))
                .toString();
    }

    private static InboxItem item(RecordSnapshot customer, String subtitle, Duration cycle) {
        Instant last = customer.get("lastFollowUpAt", Instant.class);
        Instant began = last == null ? customer.get("createdAt", Instant.class) : last;
        return new InboxItem(
                CustomerType.TYPE,
                customer.id(),
                customer.text("name"),
                subtitle,
                began.plus(cycle),
                true,
                null,
                List.of());
    }
}
