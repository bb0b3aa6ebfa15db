package org.penglai.crm.numbering.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.StoredType;

class TableNumbersTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String COLUMN = "order_no";

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void numbersFollowEachOtherAndBeginAnewInTheNextPeriodOfTheZone(TestDatabase.Kind kind) {
        try (TestDatabase database = open(kind)) {
            TableNumbers numbers = numbers(database);
            assertThat(numbers.next(orders("test_order"), "SO-{yyyyMM}-{seq:4}", COLUMN, NOW, 2))
                    .containsExactly("SO-202611-0001", "SO-202611-0002");
            assertThat(numbers.next(orders("test_order"), "SO-{yyyyMM}-{seq:4}", COLUMN, NOW, 1))
                    .containsExactly("SO-202611-0003");
            Instant decemberInShanghai = Instant.parse("2026-11-30T16:00:00Z");
            assertThat(numbers.next(orders("test_order"), "SO-{yyyyMM}-{seq:4}", COLUMN, decemberInShanghai, 1))
                    .containsExactly("SO-202612-0001");
            numbers.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void numbersThatPeopleBroughtArePassedOver(TestDatabase.Kind kind) {
        try (TestDatabase database = open(kind)) {
            TableNumbers numbers = numbers(database);
            bring(database, "C0001", "C0003", "C0004", "C0070");
            assertThat(numbers.next(orders("test_order"), "C{seq:4}", COLUMN, NOW, 3))
                    .containsExactly("C0002", "C0005", "C0006");
            bring(database, "C0007");
            assertThat(numbers.next(orders("test_order"), "C{seq:4}", COLUMN, NOW, 1))
                    .containsExactly("C0008");
            assertThat(numbers.next(orders("test_order"), "C{seq:4}", COLUMN, NOW, 100))
                    .hasSize(100)
                    .doesNotContain("C0070");
            numbers.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aTransactionThatFailsKeepsNoNumberLockedAndGivesNoneBack(TestDatabase.Kind kind) {
        try (TestDatabase database = open(kind)) {
            TableNumbers numbers = numbers(database);
            List<String> given = new ArrayList<>();
            database.transactions().run(transaction -> {
                given.addAll(numbers.next(orders("test_order"), "C{seq:4}", COLUMN, NOW, 60));
                transaction.rollbackOnly();
                return null;
            });
            given.addAll(numbers.next(orders("test_order"), "C{seq:4}", COLUMN, NOW, 60));
            assertThat(given).hasSize(120).doesNotHaveDuplicates();
            numbers.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void numbersTakenInsideAnOpenTransactionSeeItsOwnRows(TestDatabase.Kind kind) {
        try (TestDatabase database = open(kind)) {
            TableNumbers numbers = numbers(database);
            List<String> given = database.transactions().run(transaction -> {
                transaction.sql().execute("insert into test_order (id, order_no) values (1, 'C0001')");
                return numbers.next(orders("test_order"), "C{seq:4}", COLUMN, NOW, 1);
            });
            assertThat(given).containsExactly("C0002");
            numbers.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void eightThreadsOnTwoNodesGetTenThousandDifferentNumbers(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = open(kind)) {
            List<TableNumbers> nodes = List.of(numbers(database), numbers(database));
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Callable<List<String>>> work = IntStream.range(0, 8)
                    .<Callable<List<String>>>mapToObj(thread -> () -> take(nodes.get(thread % 2), thread))
                    .toList();
            List<String> all = new ArrayList<>();
            for (Future<List<String>> taken : threads.invokeAll(work)) {
                all.addAll(taken.get());
            }
            threads.shutdown();
            nodes.forEach(TableNumbers::stop);

            Set<String> different = new HashSet<>(all);
            assertThat(all).hasSize(10_000);
            assertThat(different).hasSize(10_000);
        }
    }

    @Test
    void aNodeThatEndsLeavesAGapButNoDouble() {
        try (TestDatabase database = open(TestDatabase.Kind.DERBY)) {
            TableNumbers first = numbers(database);
            assertThat(first.next(orders("test_order"), "C{seq:4}", COLUMN, NOW, 1))
                    .containsExactly("C0001");
            first.stop();
            TableNumbers second = numbers(database);
            assertThat(second.next(orders("test_order"), "C{seq:4}", COLUMN, NOW, 1))
                    .containsExactly("C0051");
            second.stop();
        }
    }

    private static List<String> take(TableNumbers numbers, int seed) {
        Random random = new Random(seed);
        List<String> taken = new ArrayList<>();
        while (taken.size() < 1_250) {
            int count = Math.min(1 + random.nextInt(20), 1_250 - taken.size());
            taken.addAll(numbers.next(orders("test_order"), "SO-{yyyyMM}-{seq:4}", COLUMN, NOW, count));
        }
        return taken;
    }

    private static TestDatabase open(TestDatabase.Kind kind) {
        TestDatabase database = kind.migrated("numbering");
        database.transactions().run(transaction -> transaction
                .sql()
                .execute("create table test_order (id bigint not null primary key, order_no varchar(40) unique)"));
        return database;
    }

    private static TableNumbers numbers(TestDatabase database) {
        return new TableNumbers(database.database(), database.transactions(), SHANGHAI);
    }

    private static void bring(TestDatabase database, String... numbers) {
        database.transactions().run(transaction -> {
            for (String number : numbers) {
                transaction
                        .sql()
                        .execute(
                                "insert into test_order values (?, ?)",
                                database.ids().next(),
                                number);
            }
            return null;
        });
    }

    private static StoredType orders(String table) {
        Localized label = Localized.of("订单", "Order");
        return new StoredType(
                "orders",
                "crm-sales",
                "1.0.0",
                "sales",
                table,
                label,
                label,
                "name",
                null,
                "orderNo",
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }
}
