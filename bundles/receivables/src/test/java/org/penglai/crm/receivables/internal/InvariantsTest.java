package org.penglai.crm.receivables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

/**
 * Whatever is booked in whatever order, the seven {@link Invariants} hold after each step. {@code -Dreceivables.operations=10000} makes
 * many steps, {@code -Dreceivables.seed} repeats a run.
 */
class InvariantsTest {
    private static final int STEPS = Integer.getInteger("receivables.operations", 240);
    private static final int OF_ONE_CUSTOMER = 120;
    private static final int BETWEEN_CHECKS = 10;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theSevenInvariantsHoldAfterAnyOperations(TestDatabase.Kind kind) {
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
                    Invariants.hold(books, "seed " + seed + " step " + step);
                }
            }
            Invariants.hold(books, "seed " + seed + " step " + step);
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
        Invariants.hold(books, "after " + booked + " shares");
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
}
