package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.internal.rights.Staff;
import org.penglai.crm.records.spi.Edit;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.FieldRight;

/** Out of sight is not there; seen but out of reach is refused; either way nothing is written. */
class WriteRightsTest {
    private static final long OWNER = 11;
    private static final long LEAD = 20;
    private static final long STRANGER = 40;

    private static final Staff STAFF = new Staff()
            .role(OWNER, role -> role.may("parties:*", "bookings:*").scope("parties:read", DataScope.OWN))
            .role(LEAD, role -> role.may("parties:*", "bookings:*")
                    .scope("parties:read", DataScope.TEAM)
                    .scope("parties:write", DataScope.OWN))
            .role(STRANGER, role -> role.may("parties:*", "bookings:*").scope("parties:read", DataScope.OWN));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyOperationAsksWhomTheRecordBelongsTo(Kind kind) {
        try (World world = World.on(kind)) {
            world.rights = STAFF;
            RecordSnapshot party = create(world, STAFF.caller(OWNER), Map.of("name", "甲"));
            List<String> audit = world.audit();
            for (Operation operation : operations(world, party)) {
                assertThat(catchThrowableOfType(CrmException.class, () -> operation.as(STAFF.caller(STRANGER))))
                        .as(operation.toString())
                        .isInstanceOf(NotFound.class);
                assertThat(catchThrowableOfType(CrmException.class, () -> operation.as(STAFF.caller(LEAD))))
                        .as(operation.toString())
                        .isInstanceOf(Forbidden.class)
                        .extracting(refused -> ((CrmException) refused).code())
                        .isEqualTo("outOfReach");
            }
            assertThat(world.audit()).isEqualTo(audit);
            assertThat(world.read(Party.TYPE, party.id()).values()).isEqualTo(party.values());
            for (Operation operation : operations(world, party)) {
                assertThatCode(() -> operation.as(STAFF.caller(OWNER))).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsOutOfSightCannotBeReferredTo(Kind kind) {
        try (World world = World.on(kind)) {
            world.rights = STAFF;
            RecordSnapshot party = create(world, STAFF.caller(OWNER), Map.of("name", "甲"));
            RecordChange booking =
                    new RecordChange.Create("bookings", Map.of("subject", "约", "party", Ids.format(party.id())));
            Invalid refused = catchThrowableOfType(
                    Invalid.class, () -> world.writes.apply(STAFF.caller(STRANGER), List.of(booking)));
            assertThat(refused.violations())
                    .extracting(v -> v.field() + " " + v.code())
                    .containsExactly("party missingReference");
            // Bookings belong to parties: whoever sees the party sees it, whoever may change the party changes it.
            RecordSnapshot made =
                    world.writes.apply(STAFF.caller(OWNER), List.of(booking)).get(0);
            assertThat(world.reader.find(STAFF.caller(LEAD), "bookings", made.id()))
                    .isPresent();
            assertThat(world.reader.find(STAFF.caller(STRANGER), "bookings", made.id()))
                    .isEmpty();
            RecordChange change = new RecordChange.Update("bookings", made.id(), null, Map.of("subject", "改"));
            assertThat(catchThrowableOfType(
                            CrmException.class, () -> world.writes.apply(STAFF.caller(LEAD), List.of(change))))
                    .isInstanceOf(Forbidden.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fieldsThatAreWithheldCannotBeWritten(Kind kind) {
        try (World world = World.on(kind)) {
            Staff staff = new Staff().role(OWNER, role -> role.may("parties:*")
                    .field("parties.phone", FieldRight.MASKED)
                    .field("parties.nickname", FieldRight.HIDDEN)
                    .field("parties.employees", FieldRight.READ_ONLY));
            world.rights = staff;
            RecordSnapshot party = create(world, staff.caller(OWNER), Map.of("name", "甲"));
            Map<String, Object> values = Map.of("phone", "13812345678", "nickname", "x", "employees", 3);
            Invalid refused = catchThrowableOfType(
                    Invalid.class,
                    () -> world.writes.apply(
                            staff.caller(OWNER),
                            List.of(new RecordChange.Update(Party.TYPE, party.id(), null, values))));
            assertThat(refused.violations())
                    .extracting(v -> v.field() + " " + v.code())
                    .containsExactlyInAnyOrder("phone readOnly", "nickname unknownField", "employees readOnly");
            // A second role that says nothing of a field opens it.
            staff.role(OWNER, role -> role.may("parties:read").field("parties.phone", FieldRight.READ_ONLY));
            assertThatCode(() -> world.writes.apply(
                            staff.caller(OWNER),
                            List.of(new RecordChange.Update(
                                    Party.TYPE, party.id(), null, Map.of("nickname", "x", "employees", 3)))))
                    .doesNotThrowAnyException();
        }
    }

    /** A rule may change what its caller may not; that opens nothing to the changes sent along with it. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatARuleChangesAlongIsNotOpenedByThat(Kind kind) {
        try (World world = World.on(kind)) {
            world.rights = STAFF;
            RecordSnapshot party = create(world, STAFF.caller(OWNER), Map.of("name", "甲"));
            world.partyRule = input -> input.operation() == RecordHook.Operation.CREATE
                    ? Outcome.none()
                            .follow(new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("nickname", "规则")))
                    : Outcome.none();
            List<RecordChange> sent = List.of(
                    new RecordChange.Create(Party.TYPE, Map.of("name", "乙")),
                    new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("name", "丙")));
            assertThat(catchThrowableOfType(CrmException.class, () -> world.writes.apply(STAFF.caller(LEAD), sent)))
                    .isInstanceOf(Forbidden.class);
            assertThat(world.read(Party.TYPE, party.id()).values()).isEqualTo(party.values());
            assertThatCode(() -> world.writes.apply(STAFF.caller(LEAD), sent.subList(0, 1)))
                    .doesNotThrowAnyException();
            assertThat(world.read(Party.TYPE, party.id()).text("nickname")).isEqualTo("规则");
        }
    }

    /** A rule may say that what it changes elsewhere is the caller's own doing. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatARuleNeedsIsAskedOfTheCaller(Kind kind) {
        try (World world = World.on(kind)) {
            world.rights = STAFF;
            RecordSnapshot party = create(world, STAFF.caller(OWNER), Map.of("name", "甲"));
            world.bookingRule = input -> Outcome.none()
                    .follow(new RecordChange.Update(Party.TYPE, party.id(), null, Map.of("nickname", "约")))
                    .needs(Party.TYPE, party.id());
            RecordChange booking =
                    new RecordChange.Create("bookings", Map.of("subject", "约", "party", Ids.format(party.id())));
            List<String> audit = world.audit();
            assertThat(catchThrowableOfType(
                            CrmException.class, () -> world.writes.apply(STAFF.caller(LEAD), List.of(booking))))
                    .isInstanceOf(Forbidden.class);
            assertThat(world.audit()).isEqualTo(audit);
            assertThatCode(() -> world.writes.apply(STAFF.caller(OWNER), List.of(booking)))
                    .doesNotThrowAnyException();
            assertThat(world.read(Party.TYPE, party.id()).text("nickname")).isEqualTo("约");
        }
    }

    /** Rules decide by what is there, callers are told what they may see. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void rulesSeeTheWholeRecordAndCallersTheirPart(Kind kind) {
        try (World world = World.on(kind)) {
            Staff staff = new Staff().role(OWNER, role -> role.may("parties:*", "bookings:*")
                    .field("parties.phone", FieldRight.MASKED)
                    .field("parties.employees", FieldRight.MASKED)
                    .field("parties.nickname", FieldRight.HIDDEN));
            world.rights = staff;
            RecordSnapshot party = create(
                    world,
                    Caller.system(),
                    Map.of("name", "甲", "phone", "13812345678", "nickname", "密", "employees", 3));
            AtomicReference<RecordSnapshot> seen = new AtomicReference<>();
            world.bookingRule = input -> {
                seen.set(input.records()
                        .find(input.caller(), Party.TYPE, party.id())
                        .orElseThrow());
                return Outcome.none();
            };
            Caller caller = staff.caller(OWNER);
            world.writes.apply(caller, List.of(new RecordChange.Create("bookings", Map.of("subject", "约"))));
            assertThat(seen.get().values()).isEqualTo(party.values());

            RecordSnapshot told =
                    world.reader.find(caller, Party.TYPE, party.id()).orElseThrow();
            assertThat(told.text("phone")).isEqualTo("138****5678");
            assertThat(told.values()).doesNotContainKey("nickname").containsEntry("employees", null);
            assertThat(world.reader.list(caller, Party.TYPE, RecordQuery.where("")))
                    .singleElement()
                    .extracting(RecordSnapshot::values)
                    .isEqualTo(told.values());
        }
    }

    private static RecordSnapshot create(World world, Caller caller, Map<String, Object> values) {
        return world.writes
                .apply(caller, List.of(new RecordChange.Create(Party.TYPE, values)))
                .get(0);
    }

    private static List<Operation> operations(World world, RecordSnapshot party) {
        Map<String, Object> values = Map.of("nickname", "n");
        return List.of(
                caller -> world.writes.apply(
                        caller, List.of(new RecordChange.Update(Party.TYPE, party.id(), null, values))),
                caller -> rethrow(world.writes
                        .applyEach(caller, List.of(new RecordChange.Update(Party.TYPE, party.id(), null, values)))
                        .get(0)
                        .failure()),
                caller -> rethrow(world.writes
                        .editEach(
                                caller,
                                Party.TYPE,
                                List.of(party.id()),
                                new Edit.Tags(List.of("x"), List.of()),
                                null,
                                edited -> {})
                        .get(0)
                        .failure()),
                caller -> world.writes.act(caller, Party.TYPE, party.id(), "promote", null, Map.of("reason", "x")),
                caller -> world.writes.apply(caller, List.of(new RecordChange.Delete(Party.TYPE, party.id(), null))));
    }

    private static void rethrow(CrmException failure) {
        if (failure != null) {
            throw failure;
        }
    }

    /** Something that a caller tries. */
    @FunctionalInterface
    private interface Operation {
        void as(Caller caller);
    }
}
