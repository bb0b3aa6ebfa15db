package org.penglai.crm.receivables.internal.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Receivables;

/** A confirmed order without instalments gets one for all of it; a cancelled one is no longer asked for. */
@Component
public final class OrderPlans implements EventHandler {
    /** What is usual where nothing else was agreed. */
    private static final int DAYS = 30;

    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public OrderPlans(@Reference Records records, @Reference(target = Receivables.TABLES) DataSource migrated) {
        this.records = records;
    }

    @Override
    public String name() {
        return "receivables.orderPlans";
    }

    @Override
    public Set<String> types() {
        return Set.of(Receivables.ORDERS);
    }

    @Override
    public Set<String> operations() {
        return Set.of("confirm", "cancel");
    }

    @Override
    public void handle(RecordEvent event) {
        order(event.recordId()).ifPresent(this::follow);
    }

    /** By what the order is now, whatever the change was: changes come late, and may come twice. */
    private void follow(RecordSnapshot order) {
        List<RecordSnapshot> plans = Instalments.of(records, Receivables.ORDER, order.id());
        Money due = Receivables.due(order);
        switch (order.text(Receivables.STATUS)) {
            case "confirmed", "completed" -> {
                if (plans.isEmpty() && due != null && due.amount().signum() > 0) {
                    LocalDate ordered = order.get("orderedOn", LocalDate.class);
                    records.apply(
                            Caller.system(),
                            List.of(Instalments.whole(order, Receivables.ORDER, due, ordered.plusDays(DAYS))));
                }
            }
            case "cancelled" ->
                records.apply(
                        Caller.system(),
                        plans.stream()
                                .<RecordChange>map(plan -> new RecordChange.Update(
                                        PaymentPlanType.TYPE, plan.id(), null, Map.of(PaymentPlanType.CLOSED, true)))
                                .toList());
            default -> {
                // A draft has nothing to be paid yet.
            }
        }
    }

    private Optional<RecordSnapshot> order(long id) {
        try {
            return records.find(Caller.system(), Receivables.ORDERS, id);
        } catch (NotFound removed) {
            return Optional.empty();
        }
    }
}
