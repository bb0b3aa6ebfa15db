package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

class DeletionTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void takesAlongWhatBelongsToIt(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot other = world.create(Party.TYPE, Map.of("name", "b"));
            RecordSnapshot booking = booking(world, party);
            RecordSnapshot kept = booking(world, other);

            world.delete(party);

            assertThat(world.read(Party.TYPE, party.id())).isNull();
            assertThat(world.read(Booking.TYPE, booking.id())).isNull();
            assertThat(world.read(Booking.TYPE, kept.id())).isNotNull();
            assertThat(world.rows("t_party")).isEqualTo(2);
            assertThat(world.audit().subList(4, 6))
                    .containsExactlyInAnyOrder("parties deleted 2 null", "bookings deleted 2 null");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isRefusedWithCountsWhileInUse(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot booking = booking(world, party);
            RecordSnapshot first = invoice(world, party);
            RecordSnapshot second = invoice(world, party);

            Conflict conflict = catchThrowableOfType(Conflict.class, () -> world.delete(party));

            assertThat(conflict.code()).isEqualTo("inUse");
            assertThat(conflict.violations()).extracting(v -> v.message().zh()).containsExactly("发票 2 条");
            assertThat(conflict.violations()).extracting(v -> v.message().en()).containsExactly("2 Invoices");
            assertThat(world.read(Booking.TYPE, booking.id())).isNotNull();

            world.apply(
                    new RecordChange.Delete(Invoice.TYPE, first.id(), null),
                    new RecordChange.Delete(Invoice.TYPE, second.id(), null),
                    new RecordChange.Delete(Party.TYPE, party.id(), party.version()));
            assertThat(world.read(Party.TYPE, party.id())).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void draftsGoAlongAndWhatIsEffectiveStandsAgainstIt(Kind kind) {
        try (World world = World.on(kind)) {
            world.types.add(
                    Booking.TYPE,
                    Booking.definition(f -> f.label("单位", "Party").restrictWhile(ActionCondition.filled("points")))
                            .build(),
                    1,
                    "1.0.0");
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot draft = booking(world, party);
            RecordSnapshot effective = booking(world, party);
            effective = world.update(effective, Map.of("points", 5));

            Conflict conflict = catchThrowableOfType(Conflict.class, () -> world.delete(party));
            assertThat(conflict.violations()).extracting(v -> v.message().zh()).containsExactly("预订 1 条");
            assertThat(world.read(Booking.TYPE, draft.id())).isNotNull();
            assertThat(world.rows("crm_recycle")).isZero();

            world.update(effective, Collections.singletonMap("points", null));
            world.delete(party);
            assertThat(world.read(Booking.TYPE, draft.id())).isNull();
            assertThat(world.read(Booking.TYPE, effective.id())).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void namesNothingThatTheCallerDoesNotSee(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            invoice(world, party);
            invoice(world, party);
            Caller clerk = World.caller(9, "parties:*");
            Conflict conflict = catchThrowableOfType(
                    Conflict.class,
                    () -> world.writes.apply(clerk, List.of(new RecordChange.Delete(Party.TYPE, party.id(), null))));
            assertThat(conflict.violations()).extracting(v -> v.message().zh()).containsExactly("您无权查看的记录 2 条");
            assertThat(conflict.violations())
                    .extracting(v -> v.message().en())
                    .containsExactly("2 records that you may not see");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void emptiesReferencesThatMayBeEmpty(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot parent = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot child = world.create(Party.TYPE, Map.of("name", "b", "parent", Ids.format(parent.id())));
            world.delete(parent);
            RecordSnapshot after = world.read(Party.TYPE, child.id());
            assertThat(after.reference("parent")).isNull();
            assertThat(after.version()).isEqualTo(2);
            assertThat(world.audit().get(3))
                    .isEqualTo("parties updated 2 {\"parent\":[\"" + Ids.format(parent.id()) + "\",null]}");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void asksNoRulesOfWhatGoesAlongIsClearedOrComesBackButTellsItInAudit(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot parent = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot child = world.create(Party.TYPE, Map.of("name", "b", "parent", Ids.format(parent.id())));
            RecordSnapshot booking = booking(world, parent);
            List<String> asked = new CopyOnWriteArrayList<>();
            world.partyRule = input -> noted(asked, input);
            world.bookingRule = input -> noted(asked, input);

            world.delete(parent);
            world.writes.restore(world.staff, Party.TYPE, parent.id());

            assertThat(asked).as("only of what was asked for").containsExactly("DELETE parties");
            assertThat(world.audit().stream().map(line -> line.split(" null")[0]))
                    .contains("bookings deleted 2", "parties restored 3", "bookings restored 3");
            assertThat(world.read(Party.TYPE, child.id()).reference("parent"))
                    .as("what was cleared stays cleared")
                    .isNull();
            assertThat(world.read(Booking.TYPE, booking.id()).version()).isEqualTo(3);
        }
    }

    private static Outcome noted(List<String> asked, RecordHook.Input input) {
        RecordSnapshot record = input.before() == null ? input.after() : input.before();
        asked.add(input.operation() + " " + record.type());
        return Outcome.none();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isUndoneWhole(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a", "tags", List.of("x")));
            RecordSnapshot booking = booking(world, party);
            RecordSnapshot earlier = booking(world, party);
            world.delete(earlier);
            world.delete(party);

            world.clock.forward(Duration.ofHours(1));
            RecordSnapshot restored = world.writes.restore(world.staff, Party.TYPE, party.id());

            assertThat(restored.version()).isEqualTo(3);
            assertThat(restored.text("name")).isEqualTo("a");
            assertThat(restored.get("updatedAt", Instant.class))
                    .isAfter(party.get("updatedAt", Instant.class).plus(Duration.ofMinutes(59)));
            assertThat(restored.values().get("tags")).isEqualTo(List.of("x"));
            assertThat(world.read(Booking.TYPE, booking.id()).version()).isEqualTo(3);
            assertThat(world.read(Booking.TYPE, earlier.id())).isNull();
            assertThat(world.rows("crm_recycle")).isEqualTo(1);
            assertThat(world.audit()).contains("parties restored 3 null", "bookings restored 3 null");
            assertThat(catchThrowableOfType(
                            NotFound.class, () -> world.writes.restore(world.staff, Party.TYPE, party.id())))
                    .isNotNull();
            world.update(restored, Map.of("name", "b"));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void cannotBeUndoneWhenTheKeyIsTakenOrTheTargetGone(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a", "partyNo", "X1"));
            RecordSnapshot booking = booking(world, party);
            world.delete(booking);
            world.delete(party);
            assertThat(catchThrowableOfType(
                                    Conflict.class, () -> world.writes.restore(world.staff, Booking.TYPE, booking.id()))
                            .code())
                    .isEqualTo("missingReference");
            RecordSnapshot heir = world.create(Party.TYPE, Map.of("name", "b", "partyNo", "X1"));
            Conflict conflict = catchThrowableOfType(
                    Conflict.class, () -> world.writes.restore(world.staff, Party.TYPE, party.id()));
            assertThat(conflict.violations()).extracting(v -> v.field()).containsExactly("partyNo");
            world.delete(heir);
            world.writes.restore(world.staff, Party.TYPE, party.id());
            world.writes.restore(world.staff, Booking.TYPE, booking.id());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void needsTheRight(Kind kind) {
        try (World world = World.on(kind)) {
            assertThat(catchThrowableOfType(
                            Forbidden.class,
                            () -> world.writes.restore(World.caller(9, "parties:update"), Party.TYPE, 1)))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void leavesNothingToReferTo(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            world.delete(party);
            assertThat(catchThrowableOfType(Invalid.class, () -> booking(world, party))
                            .violations())
                    .extracting(v -> v.field() + " " + v.code())
                    .containsExactly("party missingReference");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofThousandsOfChildrenIsOneTransaction(Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordChange booking =
                    new RecordChange.Create(Booking.TYPE, Map.of("subject", "s", "party", Ids.format(party.id())));
            world.writes.apply(world.staff, Collections.nCopies(2_000, booking));
            world.delete(party);
            assertThat(world.rows("crm_recycle")).isEqualTo(2_001);
            world.writes.restore(world.staff, Party.TYPE, party.id());
            assertThat(world.rows("crm_recycle")).isZero();
        }
    }

    private static RecordSnapshot booking(World world, RecordSnapshot party) {
        return world.create(Booking.TYPE, Map.of("subject", "s", "party", Ids.format(party.id())));
    }

    private static RecordSnapshot invoice(World world, RecordSnapshot party) {
        return world.create(Invoice.TYPE, Map.of("subject", "s", "party", Ids.format(party.id())));
    }
}
