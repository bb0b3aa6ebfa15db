package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** What several do at the same moment ends as if one had done it after the other. */
@Timeout(60)
class RaceTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oneOfTwoEditorsOfAVersionWins(Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            for (int round = 0; round < 10; round++) {
                RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
                AtomicInteger number = new AtomicInteger();
                List<String> outcomes = together(4, () -> {
                    world.update(party, Map.of("employees", number.incrementAndGet()));
                    return "written";
                });
                assertThat(outcomes).containsExactlyInAnyOrder("written", "stale", "stale", "stale");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void editsOfDifferentFieldsWithoutAVersionAllArrive(Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            List<Map<String, Object>> edits =
                    List.of(Map.of("name", "b"), Map.of("employees", 5), Map.of("phone", "10086"));
            AtomicInteger next = new AtomicInteger();
            assertThat(together(3, () -> {
                        world.apply(new RecordChange.Update(
                                Party.TYPE, party.id(), null, edits.get(next.getAndIncrement())));
                        return "written";
                    }))
                    .containsOnly("written");
            RecordSnapshot after = world.read(Party.TYPE, party.id());
            assertThat(after.version()).isEqualTo(4);
            assertThat(after.text("name") + after.text("phone") + after.integer("employees", 0))
                    .isEqualTo("b+86100865");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oneOfTwoCreatorsOfAKeyWins(Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            for (int round = 0; round < 10; round++) {
                String number = "R" + round;
                assertThat(together(4, () -> {
                            world.create(Party.TYPE, Map.of("name", "a", "partyNo", number));
                            return "written";
                        }))
                        .containsExactlyInAnyOrder("written", "duplicate", "duplicate", "duplicate");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noChildIsBornToADeletedParent(Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            for (int round = 0; round < 20; round++) {
                RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
                AtomicInteger number = new AtomicInteger();
                List<String> outcomes = together(2, () -> {
                    if (number.getAndIncrement() == 0) {
                        world.delete(party);
                        return "deleted";
                    }
                    world.create(Invoice.TYPE, Map.of("subject", "s", "party", Ids.format(party.id())));
                    return "created";
                });
                assertThat(outcomes)
                        .as("round " + round)
                        .isIn(
                                List.of("created", "inUse"),
                                List.of("inUse", "created"),
                                List.of("deleted", "invalid"),
                                List.of("invalid", "deleted"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRecordComesBackOnce(Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            for (int round = 1; round <= 10; round++) {
                RecordSnapshot booking = booking(world, party);
                world.delete(booking);
                assertThat(together(3, () -> {
                            world.writes.restore(world.staff, Booking.TYPE, booking.id());
                            return "restored";
                        }))
                        .containsExactlyInAnyOrder("restored", "notFound", "notFound");
                assertThat(world.read(Booking.TYPE, booking.id()).version()).isEqualTo(3);
                assertThat(world.audit().stream().filter(line -> line.contains("restored")))
                        .hasSize(round);
            }
        }
    }

    /** PostgreSQL reads the child as it was before the change that is not committed yet; Derby waits for it anyway. */
    @Test
    void aChildThatIsMovingAwayIsNotDeletedWithItsParent() throws Exception {
        try (World world = World.on(Kind.POSTGRES)) {
            RecordSnapshot before = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot after = world.create(Party.TYPE, Map.of("name", "b"));
            RecordSnapshot booking = booking(world, before);
            String move = "update t_booking set version = 2, party_id = " + after.id() + " where id = " + booking.id();
            String outcome = whileUncommitted(world, move, () -> {
                world.delete(before);
                return "deleted";
            });
            assertThat(outcome).isEqualTo("deleted");
            assertThat(world.read(Booking.TYPE, booking.id()).reference("party"))
                    .isEqualTo(after.id());
            assertThat(world.rows("crm_recycle")).isEqualTo(1);
        }
    }

    @Test
    void aReferenceIsEmptiedAtTheVersionThatAuditNames() throws Exception {
        try (World world = World.on(Kind.POSTGRES)) {
            RecordSnapshot parent = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot child = world.create(Party.TYPE, Map.of("name", "b", "parent", Ids.format(parent.id())));
            String edit = "update t_party set version = 2, nickname = 'x' where id = " + child.id();
            whileUncommitted(world, edit, () -> {
                world.delete(parent);
                return "deleted";
            });
            assertThat(world.read(Party.TYPE, child.id()).version()).isEqualTo(3);
            assertThat(world.audit()).anyMatch(line -> line.startsWith("parties updated 3 {\"parent\""));
        }
    }

    @Test
    void nothingComesBackToAParentThatIsBeingDeleted() throws Exception {
        try (World world = World.on(Kind.POSTGRES)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot booking = booking(world, party);
            world.delete(booking);
            String deletion = "update t_party set version = 2, deleted_at = created_at, deleted_marker = id where id = "
                    + party.id();
            String outcome = whileUncommitted(world, deletion, () -> {
                world.writes.restore(world.staff, Booking.TYPE, booking.id());
                return "restored";
            });
            assertThat(outcome).isEqualTo("missingReference");
        }
    }

    private static RecordSnapshot booking(World world, RecordSnapshot party) {
        return world.create(Booking.TYPE, Map.of("subject", "s", "party", Ids.format(party.id())));
    }

    /** Does the work while another's statement has run, and commits that when the work waits for it or is over. */
    private static String whileUncommitted(World world, String statement, Callable<String> work) throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection other = world.database.raw().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().executeUpdate(statement);
            Future<String> running = threads.submit(() -> told(work));
            while (!running.isDone() && !isSomebodyWaiting(world)) {
                Thread.onSpinWait();
            }
            other.commit();
            return running.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isSomebodyWaiting(World world) {
        return world.database
                .database()
                .read(sql -> sql.fetchExists(DSL.selectOne()
                        .from("pg_stat_activity")
                        .where("datname = current_database() and wait_event_type = 'Lock'")));
    }

    private static String told(Callable<String> work) throws Exception {
        try {
            return work.call();
        } catch (CrmException told) {
            return told.code();
        }
    }

    private static List<String> together(int count, Callable<String> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return told(work);
                }));
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> each : running) {
                outcomes.add(each.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
