package org.penglai.crm.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.persistence.transaction.ShopDatabase.ID;
import static org.penglai.crm.persistence.transaction.ShopDatabase.ITEM;
import static org.penglai.crm.persistence.transaction.ShopDatabase.NAME;
import static org.penglai.crm.persistence.transaction.ShopDatabase.QUANTITY;
import static org.penglai.crm.persistence.transaction.ShopDatabase.SALE;
import static org.penglai.crm.persistence.transaction.ShopDatabase.VERSION;

import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.OptimisticLockException;
import javax.persistence.PersistenceException;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** One transaction over two units and the query builder commits everything or nothing. */
@Timeout(60)
class AllOrNothingTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void commitsTwoUnitsAndQueriesTogether(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            shop.database.transactions().run(transaction -> {
                transaction.em("shop").persist(new Sale(1, "a"));
                transaction.em("stock").persist(new Item(2, 5));
                insertSale(transaction.sql(), 3, "b");
                return null;
            });
            assertThat(shop.rows()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void queriesSeeWhatTheEntitiesChanged(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            int seen = shop.database.transactions().run(transaction -> {
                transaction.em("shop").persist(new Sale(1, "a"));
                transaction.em("stock").persist(new Item(2, 5));
                return transaction.sql().fetchCount(SALE)
                        + shop.database.database().read(sql -> sql.fetchCount(ITEM));
            });
            assertThat(seen).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rollsBackWhenTheSecondUnitFails(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        transaction.em("shop").persist(new Sale(1, "a"));
                        insertSale(transaction.sql(), 2, "b");
                        transaction.em("stock").persist(new Item(3, -1));
                        return null;
                    }))
                    .isInstanceOf(PersistenceException.class);
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rollsBackWhenAQueryFails(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        transaction.em("shop").persist(new Sale(1, "a"));
                        transaction.em("stock").persist(new Item(2, 1));
                        insertSale(transaction.sql(), 3, "a");
                        return null;
                    }))
                    .isInstanceOf(IntegrityConstraintViolationException.class);
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rollsBackWhenTheWorkFailsBetweenTwoUnits(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        transaction.em("shop").persist(new Sale(1, "a"));
                        transaction.flush();
                        throw new IllegalArgumentException("between");
                    }))
                    .hasMessage("between");
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rollsBackOnAnError(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        insertSale(transaction.sql(), 1, "a");
                        throw new AssertionError("boom");
                    }))
                    .isInstanceOf(AssertionError.class);
            assertThat(shop.rows()).isZero();
            assertThat(shop.database.transactions().<Integer>run(next -> next.sql()
                            .fetchCount(SALE)))
                    .isZero();
        }
    }

    /** Derby would carry on after the failed statement, and PostgreSQL would not. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSwallowedQueryFailureIsNotCommitted(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        insertSale(transaction.sql(), 1, "a");
                        try {
                            insertSale(transaction.sql(), 1, "again");
                        } catch (DataAccessException swallowed) {
                            return "all is well";
                        }
                        return null;
                    }))
                    .isInstanceOf(IntegrityConstraintViolationException.class);
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSwallowedFlushFailureIsNotCommitted(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        insertSale(transaction.sql(), 1, "a");
                        EntityManager stock = transaction.em("stock");
                        stock.persist(new Item(3, -1));
                        try {
                            stock.flush();
                        } catch (PersistenceException swallowed) {
                            return "all is well";
                        }
                        return null;
                    }))
                    .isInstanceOf(RuntimeException.class);
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSwallowedInnerTransactionOfTheQueryBuilderIsNotCommitted(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        try {
                            transaction.sql().transaction(inner -> {
                                insertSale(inner.dsl(), 1, "a");
                                throw new IllegalStateException("inner");
                            });
                        } catch (IllegalStateException swallowed) {
                            return "all is well";
                        }
                        return null;
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(shop.rows()).isZero();
        }
    }

    /** With EclipseLink's own settings this read hangs for ten seconds on PostgreSQL. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    @Timeout(8)
    void aReadAfterAFailedStatementDoesNotHang(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        insertSale(transaction.sql(), 1, "a");
                        try {
                            insertSale(transaction.sql(), 1, "again");
                        } catch (DataAccessException swallowed) {
                            return transaction.em("shop").find(Sale.class, 1L);
                        }
                        return null;
                    }))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void joinsTheTransactionOfTheThread(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            Transactions transactions = shop.database.transactions();
            assertThatThrownBy(() -> transactions.run(outer -> {
                        transactions.run(inner -> {
                            inner.em("shop").persist(new Sale(1, "a"));
                            assertThat(inner).isSameAs(outer);
                            return null;
                        });
                        throw new IllegalStateException("after the inner one");
                    }))
                    .hasMessage("after the inner one");
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSwallowedFailureOfAnInnerRunIsNotCommitted(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            Transactions transactions = shop.database.transactions();
            assertThatThrownBy(() -> transactions.run(outer -> {
                        insertSale(outer.sql(), 1, "a");
                        try {
                            transactions.run(inner -> {
                                throw new IllegalStateException("inner");
                            });
                        } catch (IllegalStateException swallowed) {
                            return "all is well";
                        }
                        return null;
                    }))
                    .hasMessage("inner");
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rollbackOnlyGivesTheResultAndWritesNothing(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            List<String> ran = new ArrayList<>();
            String result = shop.database.transactions().run(transaction -> {
                transaction.em("shop").persist(new Sale(1, "a"));
                insertSale(transaction.sql(), 2, "b");
                transaction.afterCommit(() -> ran.add("after"));
                transaction.rollbackOnly();
                return "checked";
            });
            assertThat(result).isEqualTo("checked");
            assertThat(ran).isEmpty();
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void afterCommitSeesTheDataOutsideTheTransaction(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            List<Integer> seen = new ArrayList<>();
            Transactions transactions = shop.database.transactions();
            transactions.run(transaction -> {
                insertSale(transaction.sql(), 1, "a");
                transaction.afterCommit(() -> {
                    throw new IllegalStateException("is logged, not thrown");
                });
                transaction.afterCommit(() -> {
                    seen.add(shop.rows());
                    transactions.run(second -> insertSale(second.sql(), 2, "b"));
                });
                return null;
            });
            assertThat(seen).containsExactly(1);
            assertThat(shop.rows()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anOvertakenVersionSurfacesAndIsNotRepeated(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            Transactions transactions = shop.database.transactions();
            transactions.run(transaction -> insertSale(transaction.sql(), 1, "a"));
            List<String> tries = new ArrayList<>();
            assertThatThrownBy(() -> transactions.run(transaction -> {
                        tries.add("try");
                        transaction.em("stock").persist(new Item(2, 1));
                        Sale sale = transaction.em("shop").find(Sale.class, 1L);
                        sale.rename("mine");
                        transaction
                                .sql()
                                .update(SALE)
                                .set(VERSION, 7L)
                                .where(ID.eq(1L))
                                .execute();
                        sale.rename("mine again");
                        return null;
                    }))
                    .isInstanceOf(OptimisticLockException.class);
            assertThat(tries).hasSize(1);
            assertThat(shop.nameOf(1)).isEqualTo("a");
            assertThat(shop.rows()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingOfATransactionCanBeUsedAfterwards(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            List<Transaction> kept = new ArrayList<>();
            DSLContext sql = shop.database.transactions().run(transaction -> {
                kept.add(transaction);
                return transaction.sql();
            });
            assertThatThrownBy(() -> sql.fetchCount(SALE)).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> kept.get(0).em("shop")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> kept.get(0).sql()).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aUnitThatIsTakenAwayInTheMiddleRollsBack(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> {
                        insertSale(transaction.sql(), 1, "a");
                        transaction.em("stock").persist(new Item(2, 1));
                        shop.database.removeUnit("stock");
                        return null;
                    }))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> shop.database.transactions().run(transaction -> transaction.em("stock")))
                    .isInstanceOf(Unavailable.class);
            shop.database.unit("stock", Item.class);
            assertThat(shop.rows()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsCannotWrite(Kind kind) {
        try (ShopDatabase shop = ShopDatabase.on(kind)) {
            assertThatThrownBy(() -> shop.database.database().read(sql -> insertSale(sql, 1, "a")))
                    .isInstanceOf(DataAccessException.class);
            assertThat(shop.rows()).isZero();
        }
    }

    static int insertSale(DSLContext sql, long id, String name) {
        return sql.insertInto(SALE, ID, VERSION, NAME).values(id, 1L, name).execute();
    }

    static int insertItem(DSLContext sql, long id, int quantity) {
        return sql.insertInto(ITEM, ID, VERSION, QUANTITY)
                .values(id, 1L, quantity)
                .execute();
    }
}
