package org.penglai.crm.receivables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

/**
 * Whatever is booked in whatever order, the books are right after each step. {@code -Dreceivables.operations=10000} makes
 * many steps, {@code -Dreceivables.seed} repeats a run.
 */
class InvariantsTest {
    private static final int STEPS = Integer.getInteger("receivables.operations", 240);
    private static final int OF_ONE_CUSTOMER = 120;
    private static final int BETWEEN_CHECKS = 10;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theBooksAreRightAfterAnyOperations(TestDatabase.Kind kind) {
        long seed = Long.getLong("receivables.seed", System.nanoTime());
        System.out.println("receivables: seed " + seed + " on " + kind);
        Random random = new Random(seed);
        int done = 0;
        for (int step = 0; step < STEPS; ) {
            Books books = Books.on(kind);
            RandomBookings bookings = new RandomBookings(books, random);
            for (int i = 0; i < OF_ONE_CUSTOMER && step < STEPS; i++, step++) {
                bookings.step();
                if (step % BETWEEN_CHECKS == 0) {
                    check(books, "seed " + seed + " step " + step);
                }
            }
            check(books, "seed " + seed + " step " + step);
            done += bookings.done();
        }
        assertThat(done).as("steps that were carried out").isGreaterThan(STEPS / 5);
    }

    /** Eight people allocate the same receipts to the same instalments at the same time. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nothingIsPaidTwiceByPeopleAtTheSameTime(TestDatabase.Kind kind) throws Exception {
        Books books = Books.on(kind);
        RecordSnapshot plan = books.plan(books.contract("100"));
        RecordSnapshot other = books.plan(books.contract("100"));
        RecordSnapshot first = books.confirmed("90");
        RecordSnapshot second = books.confirmed("60");
        ExecutorService people = Executors.newFixedThreadPool(8);
        int booked = 0;
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int person = 0; person < 8; person++) {
                RecordSnapshot from = person % 2 == 0 ? first : second;
                RecordSnapshot to = person % 3 == 0 ? other : plan;
                tasks.add(() -> book(books, from, to));
            }
            for (Future<Integer> one : people.invokeAll(tasks)) {
                booked += one.get();
            }
        } finally {
            people.shutdownNow();
        }
        check(books, "after " + booked + " shares");
        assertThat(booked).isPositive();
        BigDecimal counted = books.amount(first, "allocatedAmount").add(books.amount(second, "allocatedAmount"));
        assertThat(counted).isEqualByComparingTo(BigDecimal.valueOf(20L * booked));
    }

    private static int book(Books books, RecordSnapshot from, RecordSnapshot to) {
        int booked = 0;
        for (int i = 0; i < 3; i++) {
            try {
                books.share(from, to, "20");
                booked++;
            } catch (CrmException refused) {
                // No room any more, or too many at once.
            }
        }
        return booked;
    }

    /** All sums made anew from the records alone. */
    private static void check(Books books, String when) {
        List<RecordSnapshot> receipts = all(books, "receipts");
        List<RecordSnapshot> shares = all(books, "receiptAllocations");
        List<RecordSnapshot> plans = all(books, "paymentPlans");
        Map<Long, RecordSnapshot> receiptOf =
                receipts.stream().collect(Collectors.toMap(RecordSnapshot::id, Function.identity()));
        for (RecordSnapshot share : shares) {
            String status = receiptOf.get(share.reference("receipt")).text("status");
            String expected = status.equals("confirmed") ? "counted" : status.equals("voided") ? "reversed" : "pending";
            assertThat(share.text("state")).as(when).isEqualTo(expected);
        }
        Predicate<RecordSnapshot> counted = share -> share.text("state").equals("counted");
        BigDecimal balance = BigDecimal.ZERO;
        for (RecordSnapshot receipt : receipts) {
            BigDecimal allocated = sum(
                    shares,
                    share -> receipt.id() == share.reference("receipt")
                            && !share.text("state").equals("reversed"));
            BigDecimal refunded = sum(
                    receipts,
                    refund -> Long.valueOf(receipt.id()).equals(refund.reference("original")) && isConfirmed(refund));
            same(when, receipt, "allocatedAmount", allocated);
            same(when, receipt, "refundedAmount", refunded);
            BigDecimal left = Amounts.of(receipt, "amount").subtract(allocated).subtract(refunded);
            assertThat(left.signum()).as(when).isNotNegative();
            boolean prepaid = isConfirmed(receipt) && receipt.text("kind").equals("receipt");
            same(when, receipt, "unallocatedAmount", prepaid ? left : BigDecimal.ZERO);
            balance = balance.add(Amounts.of(receipt, "unallocatedAmount"));
        }
        BigDecimal came = sum(
                receipts,
                receipt -> isConfirmed(receipt) && receipt.text("kind").equals("receipt"));
        BigDecimal went = sum(
                receipts,
                receipt -> isConfirmed(receipt) && receipt.text("kind").equals("refund"));
        assertThat(came.subtract(went).subtract(sum(shares, counted))).as(when).isEqualByComparingTo(balance);
        for (RecordSnapshot plan : plans) {
            BigDecimal paid = sum(shares, counted.and(share -> plan.id() == share.reference("paymentPlan")));
            same(when, plan, "paidAmount", paid);
            same(when, plan, "openAmount", Amounts.of(plan, "amount").subtract(paid));
            assertThat(paid).as(when).isLessThanOrEqualTo(Amounts.of(plan, "amount"));
        }
        documents(books, when, plans, "contract", "amount");
        documents(books, when, plans, "order", "gross");
        invoices(books, when);
    }

    private static void documents(
            Books books, String when, List<RecordSnapshot> plans, String field, String amountField) {
        List<RecordSnapshot> links =
                books.kernel().list("invoiceLinks", "invoice." + books.own() + ";effective==true", 1_000);
        for (RecordSnapshot document : all(books, field + "s")) {
            Predicate<RecordSnapshot> own =
                    record -> Long.valueOf(document.id()).equals(record.reference(field));
            BigDecimal paid = plans.stream()
                    .filter(own)
                    .map(plan -> Amounts.of(plan, "paidAmount"))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal invoiced = sum(links, own);
            same(when, document, "paidAmount", paid);
            same(when, document, "invoicedAmount", invoiced);
            assertThat(invoiced.signum()).as(when).isNotNegative();
            BigDecimal amount = Amounts.of(document, amountField);
            boolean lowered = document.values().get("amendedAt") != null;
            if (!lowered) {
                assertThat(paid).as(when).isLessThanOrEqualTo(amount);
                assertThat(invoiced).as(when).isLessThanOrEqualTo(amount);
            }
            int order = paid.compareTo(amount);
            String status = paid.signum() == 0 ? "unpaid" : order < 0 ? "partial" : order == 0 ? "paid" : "overpaid";
            assertThat(document.text("paymentStatus")).as(when).isEqualTo(status);
        }
    }

    private static void invoices(Books books, String when) {
        List<RecordSnapshot> lines = books.kernel().list("invoiceLines", "invoice." + books.own(), 1_000);
        List<RecordSnapshot> invoices = all(books, "invoices");
        for (RecordSnapshot record :
                Stream.concat(lines.stream(), invoices.stream()).toList()) {
            assertThat(Amounts.of(record, "net").add(Amounts.of(record, "tax")))
                    .as(when)
                    .isEqualByComparingTo(Amounts.of(record, "gross"));
        }
        for (RecordSnapshot invoice : invoices) {
            BigDecimal red = invoices.stream()
                    .filter(each -> Long.valueOf(invoice.id()).equals(each.reference("original"))
                            && each.text("status").equals("issued"))
                    .map(each -> Amounts.of(each, "gross").negate())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            same(when, invoice, "redAmount", red);
            if (invoice.reference("original") == null) {
                assertThat(red).as(when).isLessThanOrEqualTo(Amounts.of(invoice, "gross"));
            }
        }
    }

    private static boolean isConfirmed(RecordSnapshot receipt) {
        return receipt.text("status").equals("confirmed");
    }

    private static List<RecordSnapshot> all(Books books, String type) {
        return books.kernel().list(type, books.own(), 1_000);
    }

    private static BigDecimal sum(List<RecordSnapshot> records, Predicate<RecordSnapshot> which) {
        return records.stream()
                .filter(which)
                .map(record -> record.get("amount", Money.class).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void same(String when, RecordSnapshot record, String field, BigDecimal expected) {
        assertThat(Amounts.of(record, field))
                .as(when + ": " + field + " of " + record.type())
                .isEqualByComparingTo(expected);
    }
}
