package org.penglai.crm.sales.internal.quote;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Issuing;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;

/** What can be done to a quote. */
final class QuoteActions {
    private final Currencies currencies;

    QuoteActions(Currencies currencies) {
        this.currencies = currencies;
    }

    ActionDefinition send() {
        return ActionDefinition.of("send", "发出", "Send", input -> Issuing.freeze(
                                input, QuoteLineType.TYPE, QuoteLineType.QUOTE, currencies)
                        .set(Documents.STATUS, QuoteType.SENT))
                .onlyIf(ActionCondition.is(Documents.STATUS, Documents.DRAFT));
    }

    ActionDefinition accept() {
        return ActionDefinition.of(
                        "accept", "客户接受", "Accept", input -> Outcome.none().set(Documents.STATUS, QuoteType.ACCEPTED))
                .onlyIf(ActionCondition.is(Documents.STATUS, QuoteType.SENT));
    }

    ActionDefinition reject() {
        return ActionDefinition.of("reject", "客户拒绝", "Reject", input -> Outcome.none()
                        .set(Documents.STATUS, QuoteType.REJECTED)
                        .set(QuoteType.REJECTED_BECAUSE, input.arguments().get("reason")))
                .asking("reason", FieldKind.TEXT, f -> f.label("原因", "Reason").required())
                .onlyIf(ActionCondition.is(Documents.STATUS, QuoteType.SENT));
    }

    /** The next revision is a draft with the same content; the present one counts no longer. */
    ActionDefinition revise() {
        return ActionDefinition.of("revise", "修订", "Revise", input -> {
                    RecordSnapshot quote = input.record();
                    Long first = quote.reference(QuoteType.ROOT);
                    long revision = quote.integer(QuoteType.REVISION, 1) + 1;
                    Map<String, Object> more = new LinkedHashMap<>();
                    more.put(QuoteType.REVISION, revision);
                    more.put(QuoteType.ROOT, first == null ? quote.id() : first);
                    more.put(QuoteType.NUMBER, number(quote, revision));
                    return copied(Outcome.none().set(Documents.STATUS, QuoteType.SUPERSEDED), input, more);
                })
                .onlyIf(ActionCondition.is(Documents.STATUS, QuoteType.SENT, QuoteType.REJECTED, QuoteType.EXPIRED));
    }

    ActionDefinition copy() {
        return ActionDefinition.of("copy", "复制", "Copy", input -> copied(Outcome.none(), input, Map.of()));
    }

    /** One order only; a cancelled one does not count. */
    ActionDefinition order() {
        return ActionDefinition.of("order", "转为订单", "Make an order", input -> {
                    String ordered = OrderType.QUOTE + "=="
                            + RecordId.format(input.record().id()) + ";" + Documents.STATUS + "!="
                            + OrderType.CANCELLED;
                    if (!input.records()
                            .list(Caller.system(), OrderType.TYPE, new RecordQuery(ordered, "", 1))
                            .isEmpty()) {
                        throw new Conflict(
                                "ordered", Localized.of("该报价单已经转为订单。", "There is an order from this quote."));
                    }
                    return Issuing.copy(
                            Outcome.none(),
                            input,
                            QuoteLineType.TYPE,
                            QuoteLineType.QUOTE,
                            OrderType.TYPE,
                            OrderLineType.TYPE,
                            OrderLineType.ORDER,
                            Map.of(OrderType.QUOTE, input.record().id()));
                })
                .onlyIf(ActionCondition.is(Documents.STATUS, QuoteType.ACCEPTED));
    }

    private static Outcome copied(Outcome outcome, ActionDefinition.Input input, Map<String, Object> more) {
        return Issuing.copy(
                outcome,
                input,
                QuoteLineType.TYPE,
                QuoteLineType.QUOTE,
                QuoteType.TYPE,
                QuoteLineType.TYPE,
                QuoteLineType.QUOTE,
                more);
    }

    /** That of the first revision, with the revision behind it. */
    private static String number(RecordSnapshot quote, long revision) {
        return quote.text(QuoteType.NUMBER).replaceFirst("-R\\d+$", "") + "-R" + revision;
    }
}
