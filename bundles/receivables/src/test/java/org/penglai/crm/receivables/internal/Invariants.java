package org.penglai.crm.receivables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * The seven sentences that are true of receivables at any time, of one customer's books. All sums are made anew from
 * the records alone.
 */
final class Invariants {
    private static final Predicate<RecordSnapshot> COUNTED =
            share -> share.text("state").equals("counted");

    private final Books books;
    private final String when;
    private final List<RecordSnapshot> receipts;
    private final List<RecordSnapshot> shares;
    private final List<RecordSnapshot> plans;
    private final List<RecordSnapshot> links;
    private final List<RecordSnapshot> invoices;

    private Invariants(Books books, String when) {
        this.books = books;
        this.when = when;
        receipts = all("receipts");
        shares = all("receiptAllocations");
        plans = all("paymentPlans");
        links = ofInvoices("invoiceLinks", ";effective==true");
        invoices = all("invoices");
    }

    static void hold(Books books, String when) {
        Invariants invariants = new Invariants(books, when);
        invariants.first_aReceiptIsNotAllocatedBeyondItsAmountAndTheRestIsPrepayment();
        invariants.second_aPlanIsNotPaidBeyondItsAmount();
        invariants.third_aDocumentIsPaidByTheConfirmedSharesOfItsPlansAndOverpaidOnlyWhenItWasLowered();
        invariants.fourth_theBalanceIsWhatCameLessRefundsAndSharesAndNeverNegative();
        invariants.fifth_whatIsInvoicedLessRedDoesNotExceedTheDocument();
        invariants.sixth_aVoidedReceiptHasTakenBackItsShares();
        invariants.seventh_netAndTaxAreGross();
    }

    private void first_aReceiptIsNotAllocatedBeyondItsAmountAndTheRestIsPrepayment() {
        for (RecordSnapshot receipt : receipts) {
            BigDecimal allocated = sum(
                    shares,
                    share -> receipt.id() == share.reference("receipt")
                            && !share.text("state").equals("reversed"));
            BigDecimal refunded = sum(
                    receipts,
                    refund -> Long.valueOf(receipt.id()).equals(refund.reference("original")) && isConfirmed(refund));
            same(receipt, "allocatedAmount", allocated);
            same(receipt, "refundedAmount", refunded);
            BigDecimal rest = Amounts.of(receipt, "amount").subtract(allocated).subtract(refunded);
            assertThat(rest.signum()).as(when + ": (1) rest of a receipt").isNotNegative();
            same(receipt, "unallocatedAmount", isIncome(receipt) ? rest : BigDecimal.ZERO);
        }
    }

    private void second_aPlanIsNotPaidBeyondItsAmount() {
        for (RecordSnapshot plan : plans) {
            BigDecimal paid = sum(shares, COUNTED.and(share -> plan.id() == share.reference("paymentPlan")));
            same(plan, "paidAmount", paid);
            same(plan, "openAmount", Amounts.of(plan, "amount").subtract(paid));
            assertThat(paid).as(when + ": (2) paid of a plan").isLessThanOrEqualTo(Amounts.of(plan, "amount"));
        }
    }

    private void third_aDocumentIsPaidByTheConfirmedSharesOfItsPlansAndOverpaidOnlyWhenItWasLowered() {
        for (Document document : documents()) {
            BigDecimal paid = plans.stream()
                    .filter(document.own())
                    .map(plan -> sum(shares, COUNTED.and(share -> plan.id() == share.reference("paymentPlan"))))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            same(document.record(), "paidAmount", paid);
            int order = paid.compareTo(document.amount());
            String status = paid.signum() == 0 ? "unpaid" : order < 0 ? "partial" : order == 0 ? "paid" : "overpaid";
            assertThat(document.record().text("paymentStatus"))
                    .as(when + ": (3) status of payment")
                    .isEqualTo(status);
            if (!document.isLowered()) {
                assertThat(status).as(when + ": (3) not lowered").isNotEqualTo("overpaid");
            }
        }
    }

    private void fourth_theBalanceIsWhatCameLessRefundsAndSharesAndNeverNegative() {
        BigDecimal came = sum(receipts, Invariants::isIncome);
        BigDecimal went = sum(receipts, receipt -> isConfirmed(receipt) && !isIncome(receipt));
        BigDecimal balance = came.subtract(went).subtract(sum(shares, COUNTED));
        assertThat(balance.signum()).as(when + ": (4) balance").isNotNegative();
        assertThat(receipts.stream()
                        .map(receipt -> Amounts.of(receipt, "unallocatedAmount"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .as(when + ": (4) balance")
                .isEqualByComparingTo(balance);
    }

    private void fifth_whatIsInvoicedLessRedDoesNotExceedTheDocument() {
        for (Document document : documents()) {
            BigDecimal invoiced = sum(links, document.own());
            same(document.record(), "invoicedAmount", invoiced);
            assertThat(invoiced.signum()).as(when + ": (5) invoiced").isNotNegative();
            if (!document.isLowered()) {
                assertThat(invoiced).as(when + ": (5) invoiced").isLessThanOrEqualTo(document.amount());
            }
        }
        for (RecordSnapshot invoice : invoices) {
            BigDecimal red = invoices.stream()
                    .filter(each -> Long.valueOf(invoice.id()).equals(each.reference("original"))
                            && each.text("status").equals("issued"))
                    .map(each -> Amounts.of(each, "gross").negate())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            same(invoice, "redAmount", red);
            if (invoice.reference("original") == null) {
                assertThat(red).as(when + ": (5) red").isLessThanOrEqualTo(Amounts.of(invoice, "gross"));
            }
        }
    }

    private void sixth_aVoidedReceiptHasTakenBackItsShares() {
        Map<Long, RecordSnapshot> receiptOf =
                receipts.stream().collect(Collectors.toMap(RecordSnapshot::id, Function.identity()));
        for (RecordSnapshot share : shares) {
            String status = receiptOf.get(share.reference("receipt")).text("status");
            String expected = status.equals("confirmed") ? "counted" : status.equals("voided") ? "reversed" : "pending";
            assertThat(share.text("state")).as(when + ": (6) share").isEqualTo(expected);
        }
    }

    private void seventh_netAndTaxAreGross() {
        Stream.of(
                        ofInvoices("invoiceLines", ""),
                        invoices,
                        all("orders"),
                        books.kernel().list("orderLines", "order." + books.own(), 1_000),
                        books.kernel().list("contractLines", "contract." + books.own(), 1_000))
                .flatMap(List::stream)
                .forEach(record -> netAndTax(record, "gross"));
        for (RecordSnapshot contract : all("contracts")) {
            if (contract.get("net", Money.class) != null && contract.values().get("amendedAt") == null) {
                netAndTax(contract, "amount");
            }
        }
    }

    private void netAndTax(RecordSnapshot record, String gross) {
        assertThat(Amounts.of(record, "net").add(Amounts.of(record, "tax")))
                .as(when + ": (7) " + record.type())
                .isEqualByComparingTo(Amounts.of(record, gross));
    }

    private List<Document> documents() {
        return Stream.concat(
                        all("contracts").stream().map(contract -> new Document(contract, "contract", "amount")),
                        all("orders").stream().map(order -> new Document(order, "order", "gross")))
                .toList();
    }

    private List<RecordSnapshot> ofInvoices(String type, String more) {
        return books.kernel().list(type, "invoice." + books.own() + more, 1_000);
    }

    private List<RecordSnapshot> all(String type) {
        return books.kernel().list(type, books.own(), 1_000);
    }

    private static boolean isConfirmed(RecordSnapshot receipt) {
        return receipt.text("status").equals("confirmed");
    }

    private static boolean isIncome(RecordSnapshot receipt) {
        return isConfirmed(receipt) && receipt.text("kind").equals("receipt");
    }

    private static BigDecimal sum(List<RecordSnapshot> records, Predicate<RecordSnapshot> which) {
        return records.stream()
                .filter(which)
                .map(record -> record.get("amount", Money.class).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void same(RecordSnapshot record, String field, BigDecimal expected) {
        assertThat(Amounts.of(record, field))
                .as(when + ": " + field + " of " + record.type())
                .isEqualByComparingTo(expected);
    }

    /**
     * What is paid and invoiced.
     *
     * @param field by which others name it
     * @param amountField what there is to pay
     */
    private record Document(RecordSnapshot record, String field, String amountField) {
        Predicate<RecordSnapshot> own() {
            return other -> Long.valueOf(record.id()).equals(other.reference(field));
        }

        BigDecimal amount() {
            return Amounts.of(record, amountField);
        }

        boolean isLowered() {
            return record.values().get("amendedAt") != null;
        }
    }
}
