package org.penglai.crm.receivables.internal.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.receipt.AllocationType;

/**
 * What has come back of an order is not asked for: its instalments are lowered, the last one first and what is still open
 * before what is paid. Money that was paid for it becomes a prepayment of the customer again.
 */
@Component
public final class ReturnedGoods implements EventHandler {
    private static final String RETURNED = "returnedAmount";
    private static final int MOST = 1_000;
    private static final Comparator<RecordSnapshot> LAST_FIRST = Comparator.comparing(
                    (RecordSnapshot plan) -> plan.get(PaymentPlanType.DUE_ON, LocalDate.class))
            .thenComparing(RecordSnapshot::id)
            .reversed();

    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public ReturnedGoods(@Reference Records records, @Reference(target = Receivables.TABLES) DataSource migrated) {
        this.records = records;
    }

    @Override
    public String name() {
        return "receivables.returnedGoods";
    }

    @Override
    public Set<String> types() {
        return Set.of(Receivables.ORDERS);
    }

    @Override
    public Set<String> operations() {
        return Set.of("updated");
    }

    @Override
    public void handle(RecordEvent event) {
        if (event.changes().containsKey(RETURNED)) {
            order(event.recordId()).ifPresent(this::lower);
        }
    }

    /** By what the order is now, whatever the change was: changes come late, and may come twice. */
    private void lower(RecordSnapshot order) {
        Money due = Receivables.due(order);
        List<RecordSnapshot> plans = Instalments.of(records, Receivables.ORDER, order.id()).stream()
                .filter(plan -> !Boolean.TRUE.equals(plan.get(PaymentPlanType.CLOSED, Boolean.class)))
                .sorted(LAST_FIRST)
                .toList();
        BigDecimal excess = Amounts.sum(plans, Receivables.AMOUNT).subtract(due.amount());
        List<RecordChange> changes = new ArrayList<>();
        BigDecimal open = plans.stream().map(PaymentPlanType::open).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal paid = excess.subtract(open).max(BigDecimal.ZERO);
        for (RecordSnapshot plan : plans) {
            BigDecimal back = paid.min(Amounts.of(plan, PaymentPlanType.PAID));
            BigDecimal cut = excess.min(PaymentPlanType.open(plan).add(back));
            if (cut.signum() > 0) {
                takeBack(changes, plan, back);
                changes.add(lowered(plan, cut));
                paid = paid.subtract(back);
                excess = excess.subtract(cut);
            }
        }
        if (!changes.isEmpty()) {
            records.apply(Caller.system(), changes);
        }
    }

    private static RecordChange lowered(RecordSnapshot plan, BigDecimal cut) {
        BigDecimal left = Amounts.of(plan, Receivables.AMOUNT).subtract(cut);
        Map<String, Object> values = left.signum() == 0
                ? Map.of(PaymentPlanType.CLOSED, true)
                : Map.of(Receivables.AMOUNT, new Money(left, Amounts.currency(plan, Receivables.AMOUNT)));
        return new RecordChange.Update(PaymentPlanType.TYPE, plan.id(), plan.version(), values);
    }

    /** The newest share first. */
    private void takeBack(List<RecordChange> changes, RecordSnapshot plan, BigDecimal back) {
        String own = AllocationType.PLAN + "==" + RecordId.format(plan.id());
        BigDecimal left = back;
        for (RecordSnapshot share :
                records.list(Caller.system(), AllocationType.TYPE, new RecordQuery(own, "-id", MOST))) {
            BigDecimal amount = Amounts.of(share, Receivables.AMOUNT);
            if (left.signum() == 0 || !AllocationType.isCounted(share)) {
                continue;
            }
            BigDecimal taken = left.min(amount);
            left = left.subtract(taken);
            Money kept = new Money(amount.subtract(taken), Amounts.currency(share, Receivables.AMOUNT));
            changes.add(
                    kept.amount().signum() == 0
                            ? new RecordChange.Delete(AllocationType.TYPE, share.id(), share.version())
                            : new RecordChange.Update(
                                    AllocationType.TYPE,
                                    share.id(),
                                    share.version(),
                                    Map.of(Receivables.AMOUNT, kept)));
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
