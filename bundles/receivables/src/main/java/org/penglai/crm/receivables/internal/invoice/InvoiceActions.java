package org.penglai.crm.receivables.internal.invoice;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;
import static org.penglai.crm.receivables.internal.Receivables.REASON;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.line.Lines;

/** What can be done to an invoice. */
final class InvoiceActions {
    private static final int MOST = 500;
    private static final String NEW = "red";

    private InvoiceActions() {}

    static ActionDefinition issue() {
        return ActionDefinition.of("issue", "开票", "Issue", InvoiceActions::issued)
                .asking(InvoiceType.INVOICE_NO, FieldKind.TEXT, f -> f.label("发票号码", "Invoice no.")
                        .required())
                .asking(InvoiceType.ISSUED_ON, FieldKind.DATE, f -> f.label("开票日期", "Issued on")
                        .help("留空为当天。", "Today when left empty."))
                .onlyIf(ActionCondition.is(STATUS, InvoiceType.REQUESTED));
    }

    /** A request that takes back all of the invoice; whoever wants less of it changes its lines before it is issued. */
    static ActionDefinition red() {
        return ActionDefinition.of("red", "红冲", "Take back", InvoiceActions::taken)
                .onlyIf(ActionCondition.is(STATUS, InvoiceType.ISSUED))
                .onlyIf(ActionCondition.empty(InvoiceType.ORIGINAL));
    }

    static ActionDefinition voiding() {
        return ActionDefinition.of("void", "作废", "Make void", InvoiceActions::voided)
                .asking(REASON, FieldKind.TEXT, f -> f.label("原因", "Reason").required())
                .onlyIf(ActionCondition.is(STATUS, InvoiceType.REQUESTED, InvoiceType.ISSUED));
    }

    private static Outcome issued(ActionDefinition.Input input) {
        if (parts(input, InvoiceLineType.TYPE).isEmpty()) {
            throw new Conflict("noLines", Localized.of("发票还没有明细。", "There are no lines yet."));
        }
        Object day = input.arguments().get(InvoiceType.ISSUED_ON);
        LocalDate on = day == null ? Receivables.day(input.now(), input.caller()) : (LocalDate) day;
        Outcome outcome = Outcome.none()
                .set(STATUS, InvoiceType.ISSUED)
                .set(InvoiceType.INVOICE_NO, input.arguments().get(InvoiceType.INVOICE_NO))
                .set(InvoiceType.ISSUED_ON, on);
        links(outcome, input, true);
        return outcome;
    }

    private static Outcome voided(ActionDefinition.Input input) {
        if (Amounts.of(input.record(), InvoiceType.RED).signum() != 0) {
            throw new Conflict("takenBack", Localized.of("已有红字发票，不能作废。", "A red invoice stands against it."));
        }
        Outcome outcome = Outcome.none()
                .set(STATUS, InvoiceType.VOIDED)
                .set(InvoiceType.VOID_REASON, input.arguments().get(REASON));
        links(outcome, input, false);
        return outcome;
    }

    private static Outcome taken(ActionDefinition.Input input) {
        RecordSnapshot invoice = input.record();
        Map<String, Object> head = taken(
                invoice,
                Stream.concat(
                        Stream.of(
                                CUSTOMER,
                                InvoiceType.KIND,
                                InvoiceType.MEDIUM,
                                InvoiceType.TITLE,
                                InvoiceType.CURRENCY,
                                InvoiceType.INCLUDES_TAX),
                        InvoiceType.BUYER.stream()));
        head.put(InvoiceType.ORIGINAL, invoice.id());
        Outcome outcome = Outcome.none().follow(new RecordChange.Create(InvoiceType.TYPE, head, NEW));
        for (RecordSnapshot line : parts(input, InvoiceLineType.TYPE)) {
            Map<String, Object> values = taken(line, InvoiceLineType.CONTENT.stream());
            values.put(
                    Lines.QUANTITY, line.get(Lines.QUANTITY, BigDecimal.class).negate());
            values.put(InvoiceLineType.INVOICE, RecordChange.made(NEW));
            outcome.follow(new RecordChange.Create(InvoiceLineType.TYPE, values));
        }
        for (RecordSnapshot link : parts(input, InvoiceLinkType.TYPE)) {
            Map<String, Object> values = taken(link, Stream.of(InvoiceLinkType.CONTRACT, ORDER));
            Money amount = link.get(AMOUNT, Money.class);
            values.put(AMOUNT, new Money(amount.amount().negate(), amount.currency()));
            values.put(InvoiceLinkType.INVOICE, RecordChange.made(NEW));
            outcome.follow(new RecordChange.Create(InvoiceLinkType.TYPE, values));
        }
        return outcome;
    }

    private static Map<String, Object> taken(RecordSnapshot from, Stream<String> names) {
        Map<String, Object> values = new LinkedHashMap<>();
        names.filter(name -> from.values().get(name) != null)
                .forEach(name -> values.put(name, from.values().get(name)));
        return values;
    }

    private static void links(Outcome outcome, ActionDefinition.Input input, boolean effective) {
        parts(input, InvoiceLinkType.TYPE).stream()
                .filter(link -> InvoiceLinkType.isEffective(link) != effective)
                .forEach(link -> outcome.follow(new RecordChange.Update(
                        InvoiceLinkType.TYPE,
                        link.id(),
                        link.version(),
                        Map.of(InvoiceLinkType.EFFECTIVE, effective))));
    }

    private static List<RecordSnapshot> parts(ActionDefinition.Input input, String type) {
        String own =
                InvoiceLineType.INVOICE + "==" + RecordId.format(input.record().id());
        return input.records().list(Caller.system(), type, new RecordQuery(own, "id", MOST));
    }
}
