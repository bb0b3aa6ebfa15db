package org.penglai.crm.receivables.internal.receipt;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.REASON;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
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

/** What can be done to a receipt: sales hand it in, finance confirms it, takes it back, allocates it. */
final class ReceiptActions {
    private static final int MOST_SHARES = 1_000;

    private final Currencies currencies;

    ReceiptActions(Currencies currencies) {
        this.currencies = currencies;
    }

    ActionDefinition submit() {
        return ActionDefinition.of("submit", "提交确认", "Hand in", input -> Outcome.none()
                        .set(STATUS, ReceiptType.PENDING)
                        .set(ReceiptType.RETURN_REASON, null))
                .onlyIf(ActionCondition.is(STATUS, ReceiptType.DRAFT));
    }

    ActionDefinition sendBack() {
        return reasoned(ActionDefinition.of("sendBack", "退回", "Send back", input -> Outcome.none()
                        .set(STATUS, ReceiptType.DRAFT)
                        .set(ReceiptType.RETURN_REASON, input.arguments().get(REASON))))
                .onlyIf(ActionCondition.is(STATUS, ReceiptType.PENDING));
    }

    ActionDefinition confirm() {
        return ActionDefinition.of("confirm", "确认到账", "Confirm", this::confirmed)
                .onlyIf(ActionCondition.is(STATUS, ReceiptType.DRAFT, ReceiptType.PENDING));
    }

    /** As far as it goes, to what is due first. */
    ActionDefinition allocate() {
        return ActionDefinition.of("allocate", "自动核销", "Allocate", OldestFirst::allocate)
                .onlyIf(ActionCondition.is(ReceiptType.KIND, ReceiptType.RECEIPT))
                .onlyIf(ActionCondition.isNot(STATUS, ReceiptType.VOIDED));
    }

    ActionDefinition bounce() {
        return reasoned(ActionDefinition.of("bounce", "拒付", "Bounced", input -> taken(input, ReceiptType.BOUNCED)))
                .onlyIf(ActionCondition.is(STATUS, ReceiptType.CONFIRMED))
                .onlyIf(ActionCondition.is(ReceiptType.METHOD, ReceiptType.BILL));
    }

    ActionDefinition voiding() {
        return reasoned(ActionDefinition.of("void", "作废", "Make void", input -> taken(input, ReceiptType.MISTAKE)))
                .onlyIf(ActionCondition.is(STATUS, ReceiptType.PENDING, ReceiptType.CONFIRMED));
    }

    private static ActionDefinition reasoned(ActionDefinition action) {
        return action.asking(
                REASON, FieldKind.TEXT, f -> f.label("原因", "Reason").required());
    }

    private Outcome confirmed(ActionDefinition.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot receipt = input.record();
        Money amount = receipt.get(AMOUNT, Money.class);
        Optional<BigDecimal> rate =
                currencies.rate(amount.currency(), receipt.get(ReceiptType.RECEIVED_ON, LocalDate.class));
        if (rate.isEmpty()) {
            return outcome.reject(Violation.of(
                    AMOUNT,
                    "noExchangeRate",
                    "到账当天还没有" + amount.currency() + "的汇率。",
                    "There was no exchange rate of " + amount.currency() + " on that day."));
        }
        shares(outcome, input, AllocationType.PENDING, AllocationType.COUNTED);
        return outcome.set(STATUS, ReceiptType.CONFIRMED)
                .set(ReceiptType.RATE, rate.get())
                .set(ReceiptType.BASE_AMOUNT, currencies.toBase(amount, rate.get()))
                .set(ReceiptType.CONFIRMED_AT, input.now())
                .set(
                        ReceiptType.CONFIRMED_BY,
                        input.caller().isSystem() ? null : input.caller().userId());
    }

    /** All shares go back with it. What was paid back to the customer has to be made void first. */
    private static Outcome taken(ActionDefinition.Input input, String as) {
        if (Amounts.of(input.record(), ReceiptType.REFUNDED).signum() != 0) {
            throw new Conflict(
                    "refunded",
                    Localized.of("该回款已有退款，请先作废退款。", "It was paid back in part: make the refund void first."));
        }
        Outcome outcome = Outcome.none()
                .set(STATUS, ReceiptType.VOIDED)
                .set(ReceiptType.VOIDED_AS, as)
                .set(ReceiptType.VOID_REASON, input.arguments().get(REASON));
        shares(outcome, input, null, AllocationType.REVERSED);
        return outcome;
    }

    private static void shares(Outcome outcome, ActionDefinition.Input input, String from, String to) {
        String own =
                AllocationType.RECEIPT + "==" + RecordId.format(input.record().id());
        List<RecordSnapshot> shares =
                input.records().list(Caller.system(), AllocationType.TYPE, new RecordQuery(own, "id", MOST_SHARES));
        shares.stream()
                .filter(share -> from == null || from.equals(share.text(AllocationType.STATE)))
                .forEach(share -> outcome.follow(new RecordChange.Update(
                        AllocationType.TYPE, share.id(), share.version(), Map.of(AllocationType.STATE, to))));
    }
}
