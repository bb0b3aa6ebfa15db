package org.penglai.crm.receivables.internal.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.receipt.ReceiptType;

/** In My day: the own instalments that are late or due soon, and for finance the receipts that wait to be confirmed. */
@Component
public final class DueMoney implements InboxSource {
    private static final int DUE = 150;
    private static final int CONFIRM = 160;
    private static final int SHOWN = 50;

    private final RecordReader records;

    /** @param migrated only there when the tables are */
    @Activate
    public DueMoney(@Reference Records records, @Reference(target = Receivables.TABLES) DataSource migrated) {
        this(records);
    }

    DueMoney(RecordReader records) {
        this.records = records;
    }

    @Override
    public List<InboxSection> sections(Caller caller, Instant now) {
        LocalDate today = Receivables.day(now, caller);
        List<InboxSection> sections = new ArrayList<>();
        if (caller.may(PaymentPlanType.TYPE + ":read")) {
            String due = "owner==me;" + PlanReminders.open() + ";dueOn=le=" + today.plusDays(PlanReminders.AHEAD);
            section(
                    sections,
                    "receivables.due",
                    Localized.of("待催收的回款", "Money to ask for"),
                    DUE,
                    list(
                            caller,
                            PaymentPlanType.TYPE,
                            due,
                            PaymentPlanType.DUE_ON,
                            plan -> item(
                                    caller,
                                    plan,
                                    PaymentPlanType.TITLE,
                                    PaymentPlanType.OPEN,
                                    PaymentPlanType.DUE_ON,
                                    today)));
        }
        if (caller.may(ReceiptType.TYPE + ":confirm") && caller.may(ReceiptType.TYPE + ":read")) {
            section(
                    sections,
                    "receivables.toConfirm",
                    Localized.of("待确认的回款", "Receipts to confirm"),
                    CONFIRM,
                    list(
                            caller,
                            ReceiptType.TYPE,
                            "status==pendingConfirm",
                            ReceiptType.RECEIVED_ON,
                            receipt -> item(
                                    caller,
                                    receipt,
                                    ReceiptType.NUMBER,
                                    Receivables.AMOUNT,
                                    ReceiptType.RECEIVED_ON,
                                    null)));
        }
        return sections;
    }

    private static void section(
            List<InboxSection> sections, String id, Localized title, int order, List<InboxItem> items) {
        if (!items.isEmpty()) {
            sections.add(new InboxSection(id, title, order, items));
        }
    }

    private List<InboxItem> list(
            Caller caller, String type, String filter, String sort, Function<RecordSnapshot, InboxItem> item) {
        return records.list(caller, type, new RecordQuery(filter, sort + ",id", SHOWN)).stream()
                .map(item)
                .toList();
    }

    /**
     * @param amount field that may be hidden from the caller, like the other ones
     * @param before the day before which it should have been done; null for none
     */
    private static InboxItem item(
            Caller caller, RecordSnapshot record, String title, String amount, String at, LocalDate before) {
        Money money = record.get(amount, Money.class);
        LocalDate day = record.get(at, LocalDate.class);
        return new InboxItem(
                record.type(),
                record.id(),
                record.text(title),
                money == null ? null : Amounts.text(money.amount(), money.currency()),
                day == null ? null : day.atStartOfDay(caller.zone()).toInstant(),
                day != null && before != null && day.isBefore(before),
                null,
                List.of());
    }
}
