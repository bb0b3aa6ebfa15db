package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.RecordWrites;

class RulesTest {
    /** Adds a booking's points to its party. */
    private static final RecordHook POINTS = input -> {
        if (input.operation() != Operation.CREATE) {
            return Outcome.none();
        }
        long id = input.after().reference("party");
        RecordSnapshot party =
                input.records().find(input.caller(), Party.TYPE, id).orElseThrow();
        long score = party.integer("score", 0) + input.after().integer("points", 0);
        return Outcome.none().follow(new RecordChange.Update(Party.TYPE, id, party.version(), Map.of("score", score)));
    };

    @ParameterizedTest
    @EnumSource(Kind.class)
    void setFieldsThatClientsCannot(Kind kind) {
        try (World world = World.on(kind)) {
            world.partyRule = input -> Outcome.none()
                    .set("score", input.after().text("name").length())
                    .set("kind", "person");
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "abc", "kind", "company"));
            assertThat(party.integer("score", 0)).isEqualTo(3);
            assertThat(world.read(Party.TYPE, party.id()).text("kind")).isEqualTo("person");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void seeTheRecordBeforeAndAfter(Kind kind) {
        try (World world = World.on(kind)) {
            AtomicReference<RecordHook.Input> seen = new AtomicReference<>();
            AtomicReference<String> thread = new AtomicReference<>();
            world.partyRule = input -> {
                seen.set(input);
                thread.set(Thread.currentThread().getName());
                return Outcome.none();
            };
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            assertThat(seen.get().before()).isNull();
            assertThat(seen.get().after().id()).isEqualTo(party.id());
            assertThat(seen.get().after().version()).isZero();
            assertThat(thread.get()).startsWith("crm-of-bundle 1");

            world.update(party, Map.of("name", "b"));
            assertThat(seen.get().before().text("name")).isEqualTo("a");
            assertThat(seen.get().after().text("name")).isEqualTo("b");
            assertThat(seen.get().caller()).isEqualTo(world.staff);

            world.delete(party);
            assertThat(seen.get().operation()).isEqualTo(Operation.DELETE);
            assertThat(seen.get().after()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void objectAndThenNothingIsWritten(Kind kind) {
        try (World world = World.on(kind)) {
            world.partyRule = input -> Outcome.none().reject(Violation.of("name", "tooBoring", "太普通。", "Too boring."));
            Invalid invalid =
                    catchThrowableOfType(Invalid.class, () -> world.create(Party.TYPE, Map.of("name", "abc")));
            assertThat(invalid.violations()).extracting(Violation::code).containsExactly("tooBoring");
            assertThat(world.rows("t_party") + world.rows("crm_audit")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void writeOtherTypesInTheSameTransaction(Kind kind) {
        try (World world = World.on(kind)) {
            world.partyRule = input -> input.operation() != Operation.CREATE
                    ? Outcome.none()
                    : Outcome.none()
                            .follow(new RecordChange.Create(
                                    Booking.TYPE,
                                    Map.of(
                                            "subject",
                                            "welcome",
                                            "party",
                                            input.after().id())));
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "abc"));
            assertThat(world.rows("t_booking")).isEqualTo(1);
            assertThat(world.audit()).hasSize(2);

            world.bookingRule = input -> Outcome.none().reject(Violation.of("", "closed", "已关闭。", "Closed."));
            assertThat(catchThrowableOfType(Invalid.class, () -> world.create(Party.TYPE, Map.of("name", "abc"))))
                    .isNotNull();
            assertThat(world.rows("t_party")).isEqualTo(1);
            assertThat(party.version()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofSeveralChangesAddUp(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "abc"));
            world.bookingRule = POINTS;
            List<RecordChange> bookings = List.of(booking(party, 5), booking(party, 7), booking(party, 11));
            world.writes.apply(world.staff, bookings);
            assertThat(world.read(Party.TYPE, party.id()).integer("score", 0)).isEqualTo(23);

            List<RecordChange> mixed = List.of(
                    booking(party, 1), new RecordChange.Create(Booking.TYPE, Map.of("points", 9)), booking(party, 2));
            assertThat(world.writes.applyEach(world.staff, mixed))
                    .extracting(result -> result.failure() == null)
                    .containsExactly(true, false, true);
            assertThat(world.read(Party.TYPE, party.id()).integer("score", 0)).isEqualTo(26);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void areAskedAgainWhenSomebodyElseWasFaster(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "abc"));
            AtomicBoolean first = new AtomicBoolean(true);
            world.bookingRule = input -> {
                Outcome outcome = POINTS.apply(input);
                if (first.getAndSet(false)) {
                    world.writes.apply(
                            Caller.system(),
                            List.of(new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("score", 100))));
                }
                return outcome;
            };
            world.writes.apply(world.staff, List.of(booking(party, 5)));
            assertThat(world.read(Party.TYPE, party.id()).integer("score", 0)).isEqualTo(105);
            assertThat(world.rows("t_booking")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void thatTakeTooLongAreGivenUp(Kind kind) {
        try (World world = World.on(kind)) {
            CountDownLatch never = new CountDownLatch(1);
            AtomicBoolean interrupted = new AtomicBoolean();
            CountDownLatch gone = new CountDownLatch(1);
            world.partyRule = input -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                    gone.countDown();
                }
                return Outcome.none();
            };
            Unavailable unavailable =
                    catchThrowableOfType(Unavailable.class, () -> world.create(Party.TYPE, Map.of("name", "abc")));
            assertThat(unavailable.code()).isEqualTo("hookTimeout");
            assertThat(unavailable.text().en()).contains("crm-parties");
            assertThat(world.rows("t_party")).isZero();
            awaitQuietly(gone);
            assertThat(interrupted).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void thatFailAreNamed(Kind kind) {
        try (World world = World.on(kind)) {
            world.partyRule = input -> {
                throw new IllegalStateException("broken");
            };
            Unavailable unavailable =
                    catchThrowableOfType(Unavailable.class, () -> world.create(Party.TYPE, Map.of("name", "abc")));
            assertThat(unavailable.code()).isEqualTo("hookFailed");
            assertThat(unavailable).hasRootCauseMessage("broken");
            world.partyRule = input -> {
                throw new Stale(3);
            };
            assertThat(catchThrowableOfType(Stale.class, () -> world.create(Party.TYPE, Map.of("name", "abc"))))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void writeOnlyTypesThatTheyDeclare(Kind kind) {
        try (World world = World.on(kind)) {
            world.partyRule =
                    input -> Outcome.none().follow(new RecordChange.Create(Invoice.TYPE, Map.of("subject", "x")));
            assertThat(catchThrowableOfType(Unavailable.class, () -> world.create(Party.TYPE, Map.of("name", "abc")))
                            .code())
                    .isEqualTo("hookFailed");
            assertThat(world.rows("t_invoice")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void thatFollowThemselvesForEverAreStopped(Kind kind) {
        try (World world = World.on(kind)) {
            AtomicInteger runs = new AtomicInteger();
            world.partyRule = input -> {
                runs.incrementAndGet();
                return Outcome.none().follow(new RecordChange.Create(Party.TYPE, Map.of("name", "again")));
            };
            assertThat(catchThrowableOfType(Unavailable.class, () -> world.create(Party.TYPE, Map.of("name", "abc")))
                            .code())
                    .isEqualTo("hookFailed");
            assertThat(runs.get()).isEqualTo(5);
            assertThat(world.rows("t_party")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anOutcomeRefersToRecordsThatItMakes(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot one = world.create(Party.TYPE, Map.of("name", "one"));
            RecordSnapshot two = world.create(Party.TYPE, Map.of("name", "two"));
            world.promotion = input -> Outcome.none()
                    .set("parent", RecordChange.made("head"))
                    .follow(new RecordChange.Create(
                            Party.TYPE,
                            Map.of("name", "head of " + input.record().text("name")),
                            "head"))
                    .follow(new RecordChange.Create(
                            Booking.TYPE, Map.of("subject", "visit", "party", RecordChange.made("head"))));

            for (RecordSnapshot party : List.of(one, two)) {
                world.writes.act(world.staff, Party.TYPE, party.id(), "promote", null, Map.of("reason", "r"));
            }

            for (RecordSnapshot party : List.of(one, two)) {
                long head = world.read(Party.TYPE, party.id()).reference("parent");
                assertThat(world.read(Party.TYPE, head).text("name")).isEqualTo("head of " + party.text("name"));
                assertThat(world.reader.list(
                                world.staff, Booking.TYPE, RecordQuery.where("party==" + Ids.format(head))))
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aListOfChangesRefersToRecordsThatItMakes(Kind kind) {
        try (World world = World.on(kind)) {
            List<RecordSnapshot> made = world.apply(
                    new RecordChange.Create(Party.TYPE, Map.of("name", "head"), "h"),
                    new RecordChange.Create(Party.TYPE, Map.of("name", "branch", "parent", RecordChange.made("h"))));

            assertThat(made.get(1).reference("parent")).isEqualTo(made.get(0).id());
            assertThatThrownBy(() -> world.apply(new RecordChange.Create(
                            Party.TYPE, Map.of("name", "x", "parent", RecordChange.made("nobody")))))
                    .isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofAnActionSetAndFollow(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "abc"));
            world.promotion = input -> Outcome.none()
                    .set("score", input.arguments().get("points"))
                    .follow(new RecordChange.Create(
                            Booking.TYPE,
                            Map.of(
                                    "subject",
                                    input.arguments().get("reason"),
                                    "party",
                                    Ids.format(input.record().id()))));
            RecordWrites writes = world.writes;
            RecordSnapshot after =
                    writes.act(world.staff, Party.TYPE, party.id(), "promote", 1L, Map.of("reason", " good "));
            assertThat(after.version()).isEqualTo(2);
            assertThat(after.integer("score", 0)).isEqualTo(10);
            assertThat(world.audit().get(1)).isEqualTo("parties promote 2 {\"score\":[null,10]}");
            assertThat(world.audit().get(2)).startsWith("bookings created 1 {\"subject\":\"good\"");

            assertThat(catchThrowableOfType(
                            Stale.class,
                            () -> writes.act(
                                    world.staff, Party.TYPE, party.id(), "promote", 1L, Map.of("reason", "x"))))
                    .isNotNull();
            assertThat(catchThrowableOfType(
                                    Invalid.class,
                                    () -> writes.act(
                                            world.staff,
                                            Party.TYPE,
                                            party.id(),
                                            "promote",
                                            null,
                                            Map.of("points", "x", "y", 1)))
                            .violations())
                    .extracting(violation -> violation.field() + " " + violation.code())
                    .containsExactlyInAnyOrder("reason required", "points wrongType", "y unknownField");
            assertThat(catchThrowableOfType(
                                    NotFound.class,
                                    () -> writes.act(world.staff, Party.TYPE, party.id(), "demote", null, Map.of()))
                            .code())
                    .isEqualTo("unknownAction");
            assertThat(world.rows("t_booking")).isEqualTo(1);
        }
    }

    private static RecordChange booking(RecordSnapshot party, int points) {
        return new RecordChange.Create(
                Booking.TYPE, Map.of("subject", "s", "party", Ids.format(party.id()), "points", points));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
