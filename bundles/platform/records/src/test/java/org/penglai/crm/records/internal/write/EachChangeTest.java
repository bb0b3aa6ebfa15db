package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.RecordWrites.Result;

class EachChangeTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void badOnesDoNotStopGoodOnes(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot old = world.create(Party.TYPE, Map.of("name", "old", "partyNo", "X1"));
            List<RecordChange> changes = List.of(
                    create(Map.of("name", "good 1")),
                    create(Map.of("phone", "10086")),
                    create(Map.of("name", "taken", "partyNo", "X1")),
                    create(Map.of("name", "twice", "partyNo", "X2")),
                    create(Map.of("name", "twice again", "partyNo", "X2")),
                    create(Map.of("name", "orphan", "parent", Ids.format(4711))),
                    new RecordChange.Update(Party.TYPE, old.id(), 9L, Map.of("name", "x")),
                    new RecordChange.Update(Party.TYPE, old.id(), 1L, Map.of("name", "new")),
                    new RecordChange.Delete(Party.TYPE, 4711, null),
                    create(Map.of("name", "good 2", "parent", Ids.format(old.id()))));

            List<Result> results = world.writes.applyEach(world.staff, changes);

            assertThat(results)
                    .extracting(EachChangeTest::outcome)
                    .containsExactly(
                            "good 1",
                            "?name required",
                            "?partyNo duplicate",
                            "twice",
                            "?partyNo duplicate",
                            "?parent missingReference",
                            "?stale",
                            "new",
                            "?notFound",
                            "good 2");
            assertThat(world.rows("t_party")).isEqualTo(4);
            assertThat(world.rows("crm_outbox")).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatOnlyTheDatabaseRefusesIsFoundByHalving(Kind kind) {
        try (World world = World.on(kind)) {
            world.create(Party.TYPE, Map.of("name", "old", "nickname", "n0"));
            List<RecordChange> changes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String name = i == 13 || i == 14 ? "forbidden" : "p" + i;
                // 7 collides with the old one, 30 with 29.
                int nickname = i == 7 ? 0 : i == 30 ? 29 : i + 100;
                changes.add(create(Map.of("name", name, "nickname", "n" + (i == 29 ? 29 : nickname))));
            }
            List<Result> results = world.writes.applyEach(world.staff, changes);
            for (int i = 0; i < 40; i++) {
                boolean bad = i == 7 || i == 13 || i == 14 || i == 30;
                assertThat(results.get(i).failure() != null).as("change " + i).isEqualTo(bad);
            }
            assertThat(results.get(7).failure().code()).isEqualTo("duplicate");
            assertThat(results.get(13).failure().code()).isEqualTo("invalid");
            assertThat(world.rows("t_party")).isEqualTo(37);
            assertThat(world.rows("crm_audit")).isEqualTo(37);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatRunsInsideIsCommittedWithThem(Kind kind) {
        try (World world = World.on(kind)) {
            List<RecordChange> changes = List.of(
                    create(Map.of("name", "a")),
                    create(Map.of()),
                    create(Map.of("name", "b", "parent", Ids.format(1))));
            AtomicReference<List<Result>> seen = new AtomicReference<>();
            List<Result> results = world.writes.applyEach(world.staff, changes, sofar -> {
                seen.set(sofar);
                assertThat(world.rows("t_party")).isEqualTo(1);
            });
            assertThat(seen.get()).isEqualTo(results);
            assertThat(results)
                    .extracting(EachChangeTest::outcome)
                    .containsExactly("a", "?name required", "?parent missingReference");

            RuntimeException own = new IllegalStateException("no room for the log");
            assertThatThrownBy(() -> world.writes.applyEach(world.staff, changes, sofar -> {
                        throw own;
                    }))
                    .isSameAs(own);
            assertThat(world.rows("t_party")).isEqualTo(1);

            seen.set(null);
            world.writes.applyEach(world.staff, List.of(create(Map.of())), seen::set);
            assertThat(seen.get()).extracting(EachChangeTest::outcome).containsExactly("?name required");
        }
    }

    private static RecordChange create(Map<String, Object> values) {
        return new RecordChange.Create(Party.TYPE, values);
    }

    private static String outcome(Result result) {
        if (result.failure() == null) {
            return result.snapshot().text("name");
        }
        return result.failure().violations().stream()
                .map(violation -> "?" + violation.field() + " " + violation.code())
                .findFirst()
                .orElse("?" + result.failure().code());
    }
}
