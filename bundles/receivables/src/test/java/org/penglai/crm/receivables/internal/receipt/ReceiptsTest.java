package org.penglai.crm.receivables.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.receivables.internal.Books.refused;
import static org.penglai.crm.receivables.internal.Books.yuan;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.receivables.internal.Books;
import org.penglai.crm.receivables.internal.plan.OrderPlans;
import org.penglai.crm.receivables.internal.plan.OverduePlans;

class ReceiptsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aContractInEffectIsPaidByWhatFinanceHasConfirmed(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot contract = books.contract("1000");
        RecordSnapshot plan = books.plan(contract);
        books.amounts(plan, "openAmount", "1000");
        books.text(plan, "status", "pending");
        assertThat(plan.get("dueOn", LocalDate.class)).hasToString(Books.FAR);

        RecordSnapshot receipt = books.receipt("700", Map.of());
        RecordSnapshot share = books.share(receipt, plan, "600");
        books.amounts(contract, "paidAmount", "0");
        books.text(share, "state", "pending");
        books.act(receipt, "submit");
        refused("notDraft", () -> books.kernel().update(receipt, Map.of("amount", yuan("800"))));
        books.act(receipt, "confirm");
        books.amounts(plan, "paidAmount", "600");
        books.text(plan, "status", "partial");
        books.amounts(contract, "paidAmount", "600");
        assertThat(books.now(contract).get("paidRate", BigDecimal.class)).isEqualByComparingTo("0.6");
        books.text(contract, "paymentStatus", "partial");
        books.amounts(receipt, "unallocatedAmount", "100");

        RecordSnapshot other = books.contract("50.5");
        books.act(receipt, "allocate");
        books.amounts(plan, "paidAmount", "700");
        books.amounts(receipt, "unallocatedAmount", "0");
        refused("nothingToAllocate", () -> books.act(receipt, "allocate"));

        RecordSnapshot rest = books.confirmed("400");
        refused("exceedsPlan", () -> books.share(rest, plan, "300.01"));
        books.act(rest, "allocate");
        books.text(contract, "paymentStatus", "paid");
        books.text(other, "paymentStatus", "paid");
        books.text(plan, "status", "paid");
        books.amounts(rest, "unallocatedAmount", "49.5");
        refused("notDraft", () -> books.deletedBySomebody(rest));
        assertThatThrownBy(() -> books.kernel().delete(books.customer)).isInstanceOf(Conflict.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aBouncedBillTakesBackWhatItPaid(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot contract = books.contract("1000");
        RecordSnapshot order = books.order("113");
        new OrderPlans(books.kernel().records(), null).handle(confirmed(order));
        new OrderPlans(books.kernel().records(), null).handle(confirmed(order));
        assertThat(books.kernel().list("paymentPlans", "order.orderNo==" + order.text("orderNo"), 5))
                .hasSize(1);
        RecordSnapshot bill = books.receipt("1200", Map.of("method", "acceptanceBill"));
        books.act(bill, "confirm");
        books.act(bill, "allocate");
        books.text(order, "paymentStatus", "paid");
        books.text(contract, "paymentStatus", "paid");
        books.amounts(bill, "unallocatedAmount", "87");
        refused("settled", () -> books.because(order, "cancel"));

        books.because(bill, "bounce");
        books.text(bill, "status", "voided");
        books.text(bill, "voidedAs", "bounced");
        books.amounts(bill, "unallocatedAmount", "0");
        books.amounts(contract, "paidAmount", "0");
        books.text(order, "paymentStatus", "unpaid");
        assertThat(books.kernel().list("receiptAllocations", books.own(), 5))
                .extracting(share -> share.text("state"))
                .containsOnly("reversed");
        refused("reversed", () -> books.kernel()
                .delete(books.kernel()
                        .list("receiptAllocations", books.own(), 5)
                        .get(0)));
        refused("voided", () -> books.share(bill, books.plan(contract), "1"));
        RecordSnapshot transfer = books.confirmed("5");
        refused("notApplicable", () -> books.because(transfer, "bounce"));

        books.because(order, "cancel");
        new OrderPlans(books.kernel().records(), null).handle(confirmed(order));
        assertThat(books.kernel().list("paymentPlans", books.own() + ";status==closed", 5))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRefundIsPaidOutOfWhatIsLeftOfAReceipt(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot plan = books.plan(books.contract("100"));
        RecordSnapshot receipt = books.confirmed("150");
        RecordSnapshot share = books.share(receipt, plan, "100");
        refused("required", () -> books.receipt("10", Map.of("kind", "refund")));
        RecordSnapshot tooMuch = books.refund(receipt, "50.01");
        refused("exceedsUnallocated", () -> books.act(tooMuch, "confirm"));
        RecordSnapshot refund = books.refund(receipt, "30");
        books.amounts(receipt, "unallocatedAmount", "50");
        books.act(refund, "confirm");
        books.amounts(receipt, "unallocatedAmount", "20");
        books.amounts(receipt, "refundedAmount", "30");
        refused("refunded", () -> books.because(receipt, "void"));
        refused("isRefund", () -> books.share(refund, plan, "1"));
        books.kernel().delete(share);
        books.amounts(plan, "paidAmount", "0");
        books.act(tooMuch, "confirm");
        books.amounts(receipt, "unallocatedAmount", "69.99");
        books.because(refund, "void");
        books.amounts(receipt, "unallocatedAmount", "99.99");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void instalmentsDoNotComeToMoreThanTheContractAndOnlyAnAmendmentMakesItOverpaid(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot contract = books.draft(books.customer, "100");
        RecordSnapshot first = plan(books, contract, "60");
        refused("exceedsDocument", () -> plan(books, contract, "40.01"));
        RecordSnapshot second = plan(books, contract, "40");
        assertThat(second.text("title")).isEqualTo(contract.text("contractNo") + " #2");
        RecordSnapshot money = books.confirmed("100");
        refused("notInEffect", () -> books.share(money, first, "60"));
        books.act(contract, "activate");
        assertThat(books.kernel().list("paymentPlans", books.own(), 5)).hasSize(2);
        books.kernel().apply(books.sharing(money, first, "60"), books.sharing(money, second, "40"));
        books.text(contract, "paymentStatus", "paid");
        refused("exceedsPlan", () -> books.kernel().update(first, Map.of("amount", yuan("59"))));
        refused("notDraft", () -> books.kernel().update(contract, Map.of("amount", yuan("90"))));
        books.kernel().act(contract, "amend", Map.of("amount", yuan("90"), "reason", "让利"));
        books.text(contract, "paymentStatus", "overpaid");
        books.text(contract, "amendReason", "让利");
        refused("settled", () -> books.because(contract, "void"));
        books.because(contract, "terminate");
        books.text(second, "status", "closed");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsDueBecomesOverdueWhenItsDayIsOver(TestDatabase.Kind kind) throws InterruptedException {
        Books books = Books.on(kind);
        RecordSnapshot contract = books.contract("100");
        RecordSnapshot plan = books.plan(contract);
        books.kernel().update(plan, Map.of("dueOn", "2020-01-01"));
        books.text(plan, "status", "overdue");
        books.kernel().update(plan, Map.of("dueOn", Books.FAR));
        books.text(plan, "status", "pending");
        books.kernel().database().transactions().run(transaction -> transaction
                .sql()
                .execute("update crm_payment_plan set due_on = cast('2020-01-01' as date) where id = ?", plan.id()));
        new OverduePlans(books.kernel().records(), null).run(Instant.now());
        books.text(plan, "status", "overdue");
        RecordSnapshot receipt = books.confirmed("100");
        books.share(receipt, plan, "100");
        books.text(plan, "status", "paid");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsHandedInIsAllocatedByFinanceAlone(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot plan = books.plan(books.contract("100"));
        Caller rep = new Caller(
                7,
                "rep",
                "Rep",
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"),
                Set.of("receiptAllocations:*", "receipts:read", "paymentPlans:read"));
        RecordSnapshot receipt = books.receipt("100", Map.of());
        books.kernel().records().apply(rep, List.of(books.sharing(receipt, plan, "10")));
        books.act(receipt, "submit");
        assertThatThrownBy(() -> books.kernel().records().apply(rep, List.of(books.sharing(receipt, plan, "10"))))
                .isInstanceOf(Forbidden.class);
    }

    private static RecordSnapshot plan(Books books, RecordSnapshot contract, String amount) {
        Map<String, Object> values = new HashMap<>();
        values.put("contract", contract.id());
        values.put("amount", yuan(amount));
        values.put("dueOn", Books.FAR);
        return books.kernel().create("paymentPlans", values);
    }

    private static RecordEvent confirmed(RecordSnapshot order) {
        return new RecordEvent(1, Instant.now(), "orders", order.id(), 2, "confirm", 0, Map.of());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void currenciesAreKeptApartAndTheRateIsThatOfTheDay(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot plan = books.plan(books.contract("100"));
        RecordSnapshot dollars = books.kernel()
                .create(
                        "receipts",
                        Map.of(
                                "customer",
                                books.customer.id(),
                                "amount",
                                new Money(new BigDecimal("10"), "USD"),
                                "receivedOn",
                                "2026-01-05"));
        books.act(dollars, "confirm");
        books.amounts(dollars, "baseAmount", "71");
        refused("otherCurrency", () -> books.share(dollars, plan, "10"));
        refused("outOfRange", () -> books.receipt("0.001", Map.of()));
        refused("tooSmall", () -> books.receipt("0", Map.of()));
    }

    /** A bank statement that is taken in twice, or by two people at once, books nothing twice. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatABankTellsOnceIsBookedOnce(TestDatabase.Kind kind) throws Exception {
        Books books = Books.on(kind);
        String serial = "20261122'" + books.customer.id();
        RecordSnapshot first = books.receipt("10", Map.of("serialNo", serial));
        refused("duplicate", () -> books.receipt("10", Map.of("serialNo", serial + " ")));
        books.receipt("10", Map.of("serialNo", serial, "method", "wechat"));
        books.act(first, "confirm");
        books.because(first, "void");
        books.receipt("10", Map.of("serialNo", serial));

        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> booking = () -> {
                try {
                    books.receipt("10", Map.of("serialNo", "P" + serial));
                    return true;
                } catch (CrmException refused) {
                    return false;
                }
            };
            int booked = 0;
            for (Future<Boolean> one : people.invokeAll(Collections.nCopies(8, booking))) {
                booked += one.get() ? 1 : 0;
            }
            assertThat(booked).isEqualTo(1);
        } finally {
            people.shutdownNow();
        }
    }
}
