package org.penglai.crm.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.persistence.transaction.AllOrNothingTest.insertItem;
import static org.penglai.crm.persistence.transaction.AllOrNothingTest.insertSale;
import static org.penglai.crm.persistence.transaction.ShopDatabase.ID;
import static org.penglai.crm.persistence.transaction.ShopDatabase.ITEM;
import static org.penglai.crm.persistence.transaction.ShopDatabase.QUANTITY;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** A transaction that takes too long is rolled back, wherever it hangs. */
@Timeout(60)
class TimeLimitTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aThreadThatWaitsIsInterrupted(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind, LIMIT)) {
            CountDownLatch never = new CountDownLatch(1);
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        insertSale(transaction.sql(), 1, "a");
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return null;
                    }))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo("transactionTimeout"));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ignoringTheInterruptHelpsNobody(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind, LIMIT)) {
            CountDownLatch never = new CountDownLatch(1);
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        transaction.em("shop").persist(new Sale(1, "a"));
                        try {
                            never.await();
                        } catch (InterruptedException ignored) {
                            return "done";
                        }
                        return null;
                    }))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo("transactionTimeout"));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aStatementThatWaitsForALockIsEnded(Kind kind) throws Exception {
        try (ShopDatabase shop = ShopDatabase.on(kind, LIMIT);
                ShopDatabase patient = ShopDatabase.on(kind)) {
            Transactions transactions = shop.database.transactions();
            transactions.run(transaction -> insertItem(transaction.sql(), 1, 0));
            assertThat(patient.rows()).isZero();
            CountDownLatch locked = new CountDownLatch(1);
            CountDownLatch letGo = new CountDownLatch(1);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try (var holder = shop.database.raw().getConnection()) {
                Future<?> blocking = thread.submit(() -> {
                    holder.setAutoCommit(false);
                    holder.createStatement().executeUpdate("update stock_item set quantity = 7 where id = 1");
                    locked.countDown();
                    letGo.await();
                    holder.rollback();
                    return null;
                });
                locked.await();
                assertThatThrownBy(() -> transactions.run(transaction -> transaction
                                .sql()
                                .update(ITEM)
                                .set(QUANTITY, 1)
                                .where(ID.eq(1L))
                                .execute()))
                        .isInstanceOfSatisfying(
                                Unavailable.class, e -> assertThat(e.code()).isEqualTo("transactionTimeout"));
                letGo.countDown();
                blocking.get();
            } finally {
                thread.shutdownNow();
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
