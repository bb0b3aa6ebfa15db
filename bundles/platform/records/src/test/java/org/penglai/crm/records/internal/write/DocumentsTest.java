package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredParts;

/** A record that is one whole with its parts is right after every write, whichever of them it was. */
@Timeout(60)
class DocumentsTest {
    private static final long MOST = 100;

    /** A party knows the points of all its bookings, and each booking its place among them. */
    private static final class Points implements DocumentRule {
        @Override
        public String parts() {
            return Booking.TYPE;
        }

        @Override
        public String field() {
            return "party";
        }

        @Override
        public PartsGrid grid() {
            return new PartsGrid(List.of("points"), List.of("employees"), List.of());
        }

        @Override
        public Outcome settle(Whole whole) {
            Outcome outcome = Outcome.none();
            long sum = whole.parts().stream()
                    .mapToLong(part -> part.integer("points", 0))
                    .sum();
            if (sum > MOST) {
                outcome.reject(Violation.of("points", "tooMany", "太多", "Too many"));
            }
            for (int i = 0; i < whole.parts().size(); i++) {
                RecordSnapshot part = whole.parts().get(i);
                String place = (i + 1) + "/" + whole.parts().size();
                if (!place.equals(part.text("subject"))) {
                    outcome.follow(new RecordChange.Update(part.type(), part.id(), null, Map.of("subject", place)));
                }
            }
            return outcome.set("employees", sum);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void howThePartsAreWrittenIsKnown(TestDatabase.Kind kind) {
        try (World world = world(kind)) {
            assertThat(world.types.parts(Party.TYPE))
                    .containsExactly(new StoredParts(
                            Booking.TYPE, "party", new PartsGrid(List.of("points"), List.of("employees"), List.of())));
            assertThat(world.types.parts(Booking.TYPE)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aListOfChangesSettlesOnceAndIsToldOnce(TestDatabase.Kind kind) {
        try (World world = world(kind)) {
            List<RecordSnapshot> made = world.apply(
                    new RecordChange.Create(Party.TYPE, Map.of("name", "a"), "whole"),
                    booking(RecordChange.made("whole"), 5),
                    booking(RecordChange.made("whole"), 7),
                    booking(RecordChange.made("whole"), 9));
            RecordSnapshot party = made.get(0);
            assertThat(points(world, party)).isEqualTo(21);
            assertThat(places(world, made.subList(1, 4))).containsExactly("1/3", "2/3", "3/3");
            assertThat(made).extracting(RecordSnapshot::version).containsOnly(1L);
            assertThat(world.rows("crm_outbox")).as("one event a record").isEqualTo(4);

            world.apply(new RecordChange.Update(Booking.TYPE, made.get(1).id(), null, Map.of("points", 6)));
            assertThat(points(world, party)).isEqualTo(22);
            assertThat(world.read(Party.TYPE, party.id()).version()).isEqualTo(2);
            assertThat(world.rows("crm_outbox")).as("the line and the document").isEqualTo(6);

            world.apply(new RecordChange.Delete(Booking.TYPE, made.get(1).id(), null));
            assertThat(points(world, party)).isEqualTo(16);
            assertThat(places(world, made.subList(2, 4))).containsExactly("1/2", "2/2");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aPartThatMovesIsMissedHereAndCountedThere(TestDatabase.Kind kind) {
        try (World world = world(kind)) {
            RecordSnapshot first = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot second = world.create(Party.TYPE, Map.of("name", "b"));
            RecordSnapshot part = world.apply(booking(first.id(), 5)).get(0);
            world.apply(new RecordChange.Update(Booking.TYPE, part.id(), null, Map.of("party", second.id())));
            assertThat(points(world, first)).isZero();
            assertThat(points(world, second)).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatDoesNotFitTogetherIsNotWritten(TestDatabase.Kind kind) {
        try (World world = world(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            assertThatThrownBy(() -> world.apply(booking(party.id(), 60), booking(party.id(), 41)))
                    .isInstanceOf(Invalid.class);
            assertThat(world.rows("t_booking")).isZero();

            List<RecordWrites.Result> each = world.writes.applyEach(
                    world.staff, List.of(booking(party.id(), 60), booking(party.id(), 30), booking(party.id(), 41)));
            assertThat(each).extracting(result -> result.failure() == null).containsExactly(true, true, false);
            assertThat(points(world, party)).isEqualTo(90);
            assertThat(world.rows("t_booking")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void partsThatSeveralPeopleAddAtOnceAreAllCounted(TestDatabase.Kind kind) throws Exception {
        try (World world = world(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            ExecutorService people = Executors.newFixedThreadPool(4);
            try {
                for (int round = 1; round <= 5; round++) {
                    Callable<List<RecordSnapshot>> add = () -> world.apply(booking(party.id(), 1));
                    List<Future<List<RecordSnapshot>>> all = people.invokeAll(
                            IntStream.range(0, 4).mapToObj(i -> add).toList());
                    for (Future<List<RecordSnapshot>> one : all) {
                        one.get();
                    }
                    assertThat(points(world, party)).isEqualTo(round * 4L);
                }
            } finally {
                people.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aPartDoesNotComeBackByItself(TestDatabase.Kind kind) {
        try (World world = world(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot part = world.apply(booking(party.id(), 5)).get(0);
            world.delete(part);
            assertThatThrownBy(() -> world.writes.restore(world.staff, Booking.TYPE, part.id()))
                    .isInstanceOfSatisfying(Conflict.class, refusal -> assertThat(refusal.code())
                            .isEqualTo("partOfDocument"));
            RecordSnapshot kept = world.apply(booking(party.id(), 3)).get(0);
            world.delete(party);
            world.writes.restore(world.staff, Party.TYPE, party.id());
            assertThat(points(world, party)).isEqualTo(3);
            assertThat(world.read(Booking.TYPE, kept.id()))
                    .as("with its document it does")
                    .isNotNull();
        }
    }

    private static World world(TestDatabase.Kind kind) {
        World world = World.on(kind);
        world.types.add(
                Party.TYPE,
                Party.definition().hook(new Points()).touches(Booking.TYPE).build(),
                1,
                "1.0.0");
        return world;
    }

    private static RecordChange booking(Object party, long points) {
        return new RecordChange.Create(Booking.TYPE, Map.of("subject", "?", "party", party, "points", points));
    }

    private static long points(World world, RecordSnapshot party) {
        return world.read(Party.TYPE, party.id()).integer("employees", -1);
    }

    private static List<String> places(World world, List<RecordSnapshot> parts) {
        List<String> places = new ArrayList<>();
        parts.forEach(part -> places.add(world.read(Booking.TYPE, part.id()).text("subject")));
        return places;
    }
}
