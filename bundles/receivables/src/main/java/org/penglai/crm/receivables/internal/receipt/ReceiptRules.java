package org.penglai.crm.receivables.internal.receipt;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Fixed;
import org.penglai.crm.receivables.internal.Receivables;

/** An amount in a used currency; and a refund names the receipt that it pays back. */
final class ReceiptRules implements RecordHook {
    private final Currencies currencies;

    ReceiptRules(Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot receipt = input.after();
        if (receipt == null) {
            return outcome;
        }
        Amounts.check(outcome, currencies, receipt.get(AMOUNT, Money.class), AMOUNT);
        refund(outcome, input);
        booked(outcome, input);
        if (receipt.get(ReceiptType.RECEIVED_ON, LocalDate.class) == null) {
            outcome.set(ReceiptType.RECEIVED_ON, Receivables.day(input.now(), input.caller()));
        }
        return outcome;
    }

    /** What a bank tells once is booked once; a receipt that is void makes room for the right one. */
    private static void booked(Outcome outcome, Input input) {
        RecordSnapshot receipt = input.after();
        String serial = receipt.text(ReceiptType.SERIAL_NO);
        boolean counts = serial != null
                && ReceiptType.RECEIPT.equals(receipt.text(ReceiptType.KIND))
                && !ReceiptType.VOIDED.equals(receipt.text(STATUS));
        String booking = counts ? receipt.text(ReceiptType.METHOD) + ":" + serial.strip() : null;
        if (counts && Fixed.changed(input, ReceiptType.SERIAL_NO) | Fixed.changed(input, ReceiptType.METHOD)) {
            String same = ReceiptType.BOOKING + "=='" + booking.replaceAll("[\\\\']", "\\\\$0") + "'";
            boolean taken =
                    input.records().list(Caller.system(), ReceiptType.TYPE, new RecordQuery(same, "id", 2)).stream()
                            .anyMatch(other -> other.id() != receipt.id());
            if (taken) {
                outcome.reject(Violation.of(
                        ReceiptType.SERIAL_NO, "duplicate", "这笔流水已经登记过。", "This serial number has been booked."));
            }
        }
        outcome.set(ReceiptType.BOOKING, booking);
    }

    private static void refund(Outcome outcome, Input input) {
        RecordSnapshot receipt = input.after();
        boolean refund = ReceiptType.REFUND.equals(receipt.text(ReceiptType.KIND));
        Optional<RecordSnapshot> original =
                Receivables.target(input.records(), ReceiptType.TYPE, receipt, ReceiptType.ORIGINAL);
        if (!refund) {
            if (receipt.reference(ReceiptType.ORIGINAL) != null) {
                outcome.reject(Violation.of(
                        ReceiptType.ORIGINAL, "notAllowed", "只有退款填写原回款。", "Only a refund has an original."));
            }
            return;
        }
        if (original.isEmpty()) {
            outcome.reject(Violation.of(
                    ReceiptType.ORIGINAL, "required", "请填写要退还的回款。", "Please say which receipt is paid back."));
            return;
        }
        RecordSnapshot from = original.get();
        boolean fits = ReceiptType.RECEIPT.equals(from.text(ReceiptType.KIND))
                && Objects.equals(from.reference(CUSTOMER), receipt.reference(CUSTOMER))
                && Objects.equals(Amounts.currency(from, AMOUNT), Amounts.currency(receipt, AMOUNT));
        if (!fits || input.before() == null && !ReceiptType.CONFIRMED.equals(from.text(STATUS))) {
            outcome.reject(Violation.of(
                    ReceiptType.ORIGINAL,
                    "notRefundable",
                    "只能退还同一客户、同一币种、已确认的回款。",
                    "Only a confirmed receipt of the same customer and currency is paid back."));
        }
    }
}
