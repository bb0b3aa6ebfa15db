package org.penglai.crm.persistence.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.internal.id.LeasedIds;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** Ids are unique over threads and processes, and there are none without a node number. */
@Timeout(60)
class LeasedIdsTest {
    @Test
    void thereIsNoIdBeforeTheLease() {
        LeasedIds ids = new LeasedIds(new RawDatabase());
        assertThatThrownBy(ids::next).isInstanceOf(Unavailable.class);
        ids.stop();
    }

    @Test
    void thereIsNoIdAfterTheDatabaseWent() throws SQLException {
        try (TestDatabase database = TestDatabase.derby()) {
            LeasedIds ids = process(database);
            assertThat(ids.next()).isPositive();
            ids.detach();
            assertThatThrownBy(ids::next).isInstanceOf(Unavailable.class);
            ids.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoProcessesWithManyThreadsNeverGiveTheSameId(Kind kind) throws Exception {
        try (TestDatabase database = kind.open()) {
            LeasedIds other = process(database);
            Set<Long> seen = ConcurrentHashMap.newKeySet();
            int each = 20_000;
            List<Callable<Integer>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                work.add(() -> take(database.ids(), each, seen));
                work.add(() -> take(other, each, seen));
            }
            ExecutorService threads = Executors.newFixedThreadPool(work.size());
            try {
                for (Future<Integer> result : threads.invokeAll(work)) {
                    assertThat(result.get()).isEqualTo(each);
                }
            } finally {
                threads.shutdownNow();
                other.stop();
            }
            assertThat(seen).hasSize(8 * each);
        }
    }

    /** A successor whose clock is behind would repeat the ids of the last seconds. */
    @Test
    void aNumberThatWasGivenBackRestsAWhile() throws SQLException {
        try (TestDatabase database = TestDatabase.derby()) {
            LeasedIds first = process(database);
            long node = node(first.next());
            first.stop();
            LeasedIds second = process(database);
            assertThat(node(second.next())).isNotEqualTo(node);
            second.stop();
        }
    }

    @Test
    void idsOfOneProcessAreInTheOrderOfTheirTime() {
        try (TestDatabase database = TestDatabase.derby()) {
            long before = 0;
            for (int i = 0; i < 10_000; i++) {
                long next = database.ids().next();
                assertThat(next).isGreaterThan(before);
                before = next;
            }
            assertThat(Ids.parse(Ids.format(before))).isEqualTo(before);
            assertThat(Ids.parse("no id")).isEqualTo(-1);
        }
    }

    private static int take(Ids ids, int count, Set<Long> seen) {
        int fresh = 0;
        for (int i = 0; i < count; i++) {
            fresh += seen.add(ids.next()) ? 1 : 0;
        }
        return fresh;
    }

    private static long node(long id) {
        return id >> 12 & 1023;
    }

    private static LeasedIds process(TestDatabase database) throws SQLException {
        RawDatabase raw = new RawDatabase();
        raw.attach(database.raw());
        LeasedIds ids = new LeasedIds(raw);
        ids.attach();
        return ids;
    }
}
