package org.penglai.crm.persistence.internal.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** A node number belongs to one process for as long as its lease lasts, by the database's clock. */
@Timeout(60)
class NodeLeaseTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everybodyGetsAnotherNumber(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            Set<Integer> numbers = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                numbers.add(lease(database, HOUR, HOUR).take());
            }
            assertThat(numbers).hasSize(20);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anExpiredNumberIsTakenAgainAndItsFormerHolderIsTold(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            NodeLease former = lease(database, Duration.ofHours(-2), HOUR);
            int number = former.take();
            assertThat(former.renew(number)).isTrue();
            NodeLease successor = lease(database, HOUR, HOUR);
            assertThat(successor.take()).isEqualTo(number);
            assertThat(former.renew(number)).isFalse();
            assertThat(successor.renew(number)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aNumberThatWasGivenBackRests(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            NodeLease lease = lease(database, HOUR, HOUR);
            int number = lease.take();
            lease.release(number);
            assertThat(lease(database, HOUR, HOUR).take()).isNotEqualTo(number);
            assertThat(lease(database, HOUR, Duration.ofSeconds(-1)).take()).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoLostItsLeaseGoesOnWithAnotherNumber(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            RawDatabase raw = new RawDatabase();
            raw.attach(database.raw());
            LeasedIds ids = new LeasedIds(raw, HOUR);
            ids.attach();
            long before = node(ids.next());
            execute(database, "update crm_node set holder = 'somebody else' where node = " + before);
            ids.renew();
            assertThat(node(ids.next())).isNotEqualTo(before);
            ids.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thereAreNoIdsOnceTheLeaseHasRunOut(Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            RawDatabase raw = new RawDatabase();
            raw.attach(database.raw());
            LeasedIds ids = new LeasedIds(raw, Duration.ZERO);
            ids.attach();
            assertThatThrownBy(ids::next).isInstanceOf(Unavailable.class);
            ids.stop();
        }
    }

    private static NodeLease lease(TestDatabase database, Duration duration, Duration rest) throws SQLException {
        RawDatabase raw = new RawDatabase();
        raw.attach(database.raw());
        return new NodeLease(raw, duration, rest);
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.raw().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    private static long node(long id) {
        return id >> 12 & 1023;
    }
}
