package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.RecordWrites.Once;

class IdempotentCreationTest {
    private static final RecordChange.Create CREATE = new RecordChange.Create(Party.TYPE, Map.of("name", "a"));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSameRequestCreatesOneRecord(Kind kind) {
        try (World world = World.on(kind)) {
            Once first = world.writes.createOnce(world.staff, CREATE, "k", "hash");
            Once second = world.writes.createOnce(world.staff, CREATE, "k", "hash");
            assertThat(first.created()).isTrue();
            assertThat(second).isEqualTo(new Once(first.recordId(), false));
            assertThat(world.writes
                            .createOnce(World.caller(8, "*:*"), CREATE, "k", "hash")
                            .recordId())
                    .isNotEqualTo(first.recordId());
            assertThat(world.rows("t_party")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anotherBodyUnderTheKeyIsRefused(Kind kind) {
        try (World world = World.on(kind)) {
            world.writes.createOnce(world.staff, CREATE, "k", "hash");
            assertThat(catchThrowableOfType(
                                    Invalid.class, () -> world.writes.createOnce(world.staff, CREATE, "k", "other"))
                            .violations())
                    .extracting(violation -> violation.code())
                    .containsExactly("idempotencyMismatch");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRefusedRequestLeavesTheKeyFree(Kind kind) {
        try (World world = World.on(kind)) {
            world.create(Party.TYPE, Map.of("name", "x", "partyNo", "X1"));
            RecordChange.Create taken = new RecordChange.Create(Party.TYPE, Map.of("name", "a", "partyNo", "X1"));
            Conflict conflict = catchThrowableOfType(
                    Conflict.class, () -> world.writes.createOnce(world.staff, taken, "k", "hash"));
            assertThat(conflict.violations()).extracting(v -> v.field()).containsExactly("partyNo");
            assertThat(world.writes
                            .createOnce(world.staff, CREATE, "k", "other")
                            .created())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keysAreKeptForADay(Kind kind) {
        try (World world = World.on(kind)) {
            Once first = world.writes.createOnce(world.staff, CREATE, "k", "hash");
            world.clock.forward(Duration.ofHours(23));
            assertThat(world.writes.createOnce(world.staff, CREATE, "k", "hash").created())
                    .isFalse();
            world.clock.forward(Duration.ofHours(2));
            Once later = world.writes.createOnce(world.staff, CREATE, "k", "hash");
            assertThat(later.created()).isTrue();
            assertThat(later.recordId()).isNotEqualTo(first.recordId());
            assertThat(world.rows("crm_idempotency")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eightAtTheSameMomentCreateOneRecord(Kind kind) throws Exception {
        try (World world = World.on(kind)) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                for (int round = 0; round < 5; round++) {
                    String key = "k" + round;
                    CyclicBarrier start = new CyclicBarrier(8);
                    Callable<Once> request = () -> {
                        start.await();
                        return world.writes.createOnce(world.staff, CREATE, key, "hash");
                    };
                    Set<Long> records = new HashSet<>();
                    int created = 0;
                    for (Future<Once> answer : threads.invokeAll(Collections.nCopies(8, request))) {
                        records.add(answer.get().recordId());
                        created += answer.get().created() ? 1 : 0;
                    }
                    assertThat(List.of(records.size(), created, world.rows("t_party")))
                            .isEqualTo(List.of(1, 1, round + 1));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
