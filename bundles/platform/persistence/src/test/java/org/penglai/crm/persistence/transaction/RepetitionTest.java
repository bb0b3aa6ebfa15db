package org.penglai.crm.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.persistence.transaction.AllOrNothingTest.insertItem;
import static org.penglai.crm.persistence.transaction.ShopDatabase.ID;
import static org.penglai.crm.persistence.transaction.ShopDatabase.ITEM;
import static org.penglai.crm.persistence.transaction.ShopDatabase.QUANTITY;

import java.sql.SQLException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** What may succeed when repeated is repeated as a whole. */
@Timeout(60)
class RepetitionTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRealDeadlockIsRepeatedUntilBothSucceed(Kind kind) throws Exception {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            Transactions transactions = shop.database.transactions();
            transactions.run(transaction -> insertItem(transaction.sql(), 1, 0) + insertItem(transaction.sql(), 2, 0));
            AtomicInteger tries = new AtomicInteger();
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Future<?> forwards = threads.submit(() -> addBoth(transactions, 1, 2, tries, bothHoldOne));
                Future<?> backwards = threads.submit(() -> addBoth(transactions, 2, 1, tries, bothHoldOne));
                forwards.get();
                backwards.get();
            } finally {
                threads.shutdownNow();
            }
            assertThat(tries.get()).isGreaterThan(2);
            assertThat(shop.database.database().<Integer>read(sql -> sql.select(DSL.sum(QUANTITY))
                            .from(ITEM)
                            .fetchOne()
                            .value1()
                            .intValue()))
                    .isEqualTo(4);
        }
    }

    private static void addBoth(
            Transactions transactions, long first, long second, AtomicInteger tries, CyclicBarrier bothHoldOne) {
        boolean[] met = new boolean[1];
        transactions.run(transaction -> {
            tries.incrementAndGet();
            add(transaction, first);
            if (!met[0]) {
                met[0] = true;
                await(bothHoldOne);
            }
            return add(transaction, second);
        });
    }

    private static int add(Transaction transaction, long id) {
        return transaction
                .sql()
                .update(ITEM)
                .set(QUANTITY, QUANTITY.plus(1))
                .where(ID.eq(id))
                .execute();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "40XL1", "40XL2", "55P03"})
    void givesUpAfterThreeRepetitions(String state) {
        try (ShopDatabase shop = ShopDatabase.on(Kind.DERBY)) {
            AtomicInteger tries = new AtomicInteger();
            AtomicInteger afterCommit = new AtomicInteger();
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        tries.incrementAndGet();
                        transaction.afterCommit(afterCommit::incrementAndGet);
                        throw new DataAccessException("refused", new SQLException("refused", state));
                    }))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo("databaseBusy"));
            assertThat(tries).hasValue(4);
            assertThat(afterCommit).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "40XL1", "40XL2", "55P03"})
    void aReadThatMetAWriterIsMadeAgain(String state) {
        try (ShopDatabase shop = ShopDatabase.on(Kind.DERBY)) {
            AtomicInteger tries = new AtomicInteger();
            Integer read = shop.database.database().read(sql -> {
                if (tries.incrementAndGet() < 4) {
                    throw new DataAccessException("refused", new SQLException("refused", state));
                }
                return sql.fetchCount(ITEM);
            });
            assertThat(read).isZero();
            assertThatThrownBy(() -> shop.database.database().read(sql -> {
                        throw new DataAccessException("refused", new SQLException("refused", state));
                    }))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo("databaseBusy"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42601"})
    void otherFailuresAreNotRepeated(String state) {
        try (ShopDatabase shop = ShopDatabase.on(Kind.DERBY)) {
            AtomicInteger tries = new AtomicInteger();
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        tries.incrementAndGet();
                        throw new DataAccessException("refused", new SQLException("refused", state));
                    }))
                    .isInstanceOf(DataAccessException.class);
            assertThat(tries).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSwallowedDeadlockIsRepeatedByTheOutermostRunOnly(boolean fails) {
        try (ShopDatabase shop = ShopDatabase.on(Kind.DERBY)) {
            Transactions transactions = shop.database.transactions();
            AtomicInteger outer = new AtomicInteger();
            AtomicInteger inner = new AtomicInteger();
            String result = transactions.run(first -> {
                int round = outer.incrementAndGet();
                try {
                    transactions.run(second -> {
                        inner.incrementAndGet();
                        if (round == 1) {
                            throw new DataAccessException("deadlock", new SQLException("deadlock", "40001"));
                        }
                        return null;
                    });
                } catch (DataAccessException swallowed) {
                    if (fails) {
                        throw new IllegalStateException("something else");
                    }
                }
                return "done";
            });
            assertThat(result).isEqualTo("done");
            assertThat(outer).hasValue(2);
            assertThat(inner).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01"})
    void aLostConnectionIsAnAnswerForTheUser(String state) {
        try (ShopDatabase shop = ShopDatabase.on(Kind.DERBY)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        throw new DataAccessException("lost", new SQLException("lost", state));
                    }))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo("databaseAway"));
        }
    }

    @Test
    void aLostConnectionIsTheReasonOfWhatFailsAfterwards() {
        try (ShopDatabase shop = ShopDatabase.on(Kind.POSTGRES)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        try {
                            return transaction.sql().fetch("select pg_terminate_backend(pg_backend_pid())");
                        } catch (DataAccessException swallowed) {
                            throw new IllegalStateException("something else");
                        }
                    }))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo("databaseAway"));
            assertThat(shop.database.transactions().<Integer>run(transaction -> insertItem(transaction.sql(), 1, 0)))
                    .isOne();
        }
    }
}
