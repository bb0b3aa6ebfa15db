package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** What several do at the same moment ends as if one had done it after the other. */
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

    private static List<String> together(int count, Callable<String> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    try {
                        return work.call();
                    } catch (CrmException told) {
                        return told.code();
                    }
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
