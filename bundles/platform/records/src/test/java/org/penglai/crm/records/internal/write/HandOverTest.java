package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.handover.HandOverSource;
import org.penglai.crm.api.handover.HeldRecords;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.internal.rights.TeamHandOver;
import org.penglai.crm.records.internal.rights.TeamTable;
import org.penglai.crm.records.spi.HandOvers;

/** What somebody leaves behind goes to others, all of it or nothing. */
class HandOverTest {
    private static final HandOverSource REPORTS = () -> List.of(
            new HeldRecords("reports", Localized.of("下属", "Reports"), Employee.TYPE, "manager", List.of(), true));

    private World world;
    private StoredHandOvers handOvers;
    private final Caller admin = World.caller(7, "*");
    private long leaver;
    private long heir;
    private RecordSnapshot party;
    private RecordSnapshot report;

    private void open(Kind kind) {
        world = World.alone(kind);
        world.types.add(Employee.TYPE, Employee.definition(), 1, "1.0.0");
        handOvers = new StoredHandOvers(
                world.types,
                world.writes,
                world.database.database(),
                world.transactions,
                world.database.gates(),
                new TableJournal(world.database.transactions(), world.database.ids(), world.database.dataSource()),
                world.clock);
        handOvers.sources = List.of(REPORTS);
        handOvers.parts = List.of(new TeamHandOver());
        leaver = create(Map.of("name", "旧")).id();
        heir = create(Map.of("name", "新")).id();
        report = create(Map.of("name", "下属", "manager", Ids.format(leaver)));
        party = world.create(Party.TYPE, Map.of("name", "云启", "owner", Ids.format(leaver)));
        world.create(Party.TYPE, Map.of("name", "别家", "owner", Ids.format(heir)));
        world.create(Booking.TYPE, Map.of("subject", "一", "owner", Ids.format(leaver)));
        world.create(Booking.TYPE, Map.of("subject", "二", "owner", Ids.format(leaver), "points", 3));
        world.delete(world.create(Booking.TYPE, Map.of("subject", "删", "owner", Ids.format(leaver))));
        member(party.id(), leaver);
        member(report.id(), leaver);
        member(report.id(), heir);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thePreviewIsWhatIsMoved(Kind kind) {
        open(kind);
        List<HandOvers.Held> preview = handOvers.preview(admin, leaver);
        assertThat(preview)
                .extracting(held -> held.id() + " " + held.count())
                .containsExactlyInAnyOrder("owner.parties 1", "owner.bookings 2", "reports 1", "teams 2");
        int told = world.audit().size();

        List<HandOvers.Held> moved = handOvers.run(admin, leaver, all(), true);

        assertThat(moved).containsExactlyInAnyOrderElementsOf(preview);
        assertThat(handOvers.preview(admin, leaver)).isEmpty();
        assertThat(world.read(Party.TYPE, party.id()).reference("owner")).isEqualTo(heir);
        assertThat(world.read(Party.TYPE, party.id()).version()).isEqualTo(2);
        assertThat(world.read(Employee.TYPE, report.id()).reference("manager")).isEqualTo(heir);
        assertThat(world.read(Employee.TYPE, leaver).text("status")).isEqualTo("left");
        List<String> entries = world.audit().subList(told, world.audit().size());
        assertThat(entries).hasSize(6);
        assertThat(entries.stream().filter(line -> line.startsWith("users handedOver")))
                .as("one that sums it up")
                .hasSize(1);
        assertThat(entries)
                .contains(
                        "parties updated 2 {\"owner\":[\"" + Ids.format(leaver) + "\",\"" + Ids.format(heir) + "\"]}");
        assertThat(world.rows("crm_outbox")).isEqualTo(world.audit().size());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tornAtAnyStepNothingIsMoved(Kind kind) {
        open(kind);
        List<String> before = Checksum.rows(world);
        boolean failed = true;
        int step = 0;
        while (failed) {
            world.transactions.failAt(++step);
            Throwable torn = catchThrowable(() -> handOvers.run(admin, leaver, all(), true));
            failed = world.transactions.hasFailed();
            assertThat(torn == null).as("step %d", step).isEqualTo(!failed);
            if (failed) {
                assertThat(Checksum.rows(world)).as("step %d", step).isEqualTo(before);
            }
        }
        assertThat(step).isGreaterThan(10);
        assertThat(handOvers.preview(admin, leaver)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void movesOnlyWhatIsNamedAndToWhomItMayGo(Kind kind) {
        open(kind);
        handOvers.run(admin, leaver, Collections.singletonMap("reports", null), false);
        assertThat(world.read(Employee.TYPE, report.id()).reference("manager")).isNull();
        assertThat(world.read(Party.TYPE, party.id()).reference("owner")).isEqualTo(leaver);
        assertThat(world.read(Employee.TYPE, leaver).text("status")).isEqualTo("active");

        for (Map<String, Long> bad : List.of(
                Collections.<String, Long>singletonMap("owner.parties", null),
                Map.of("owner.parties", leaver),
                Map.of("owner.parties", 99L),
                Map.of("nothing", heir))) {
            assertThat(catchThrowable(() -> handOvers.run(admin, leaver, bad, false)))
                    .as("%s", bad)
                    .isInstanceOf(Invalid.class);
        }
        Caller clerk = World.caller(9, "users:read", "users:update");
        assertThat(catchThrowable(() -> handOvers.preview(clerk, leaver))).isInstanceOf(Forbidden.class);
        assertThat(catchThrowable(() -> handOvers.run(clerk, leaver, Map.of(), true)))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DERBY")
    void aModuleSaysWhichOfItsRecordsAreHandedOver(Kind kind) {
        open(kind);
        handOvers.sources = List.of(new HandOverSource() {
            @Override
            public List<HeldRecords> held() {
                return List.of(new HeldRecords(
                        "openBookings",
                        Localized.of("未完成的预订", "Open bookings"),
                        Booking.TYPE,
                        "owner",
                        List.of(ActionCondition.empty("points")),
                        false));
            }

            @Override
            public List<String> staying() {
                return List.of(Party.TYPE);
            }
        });
        assertThat(handOvers.preview(admin, leaver))
                .extracting(held -> held.id() + " " + held.count())
                .containsExactlyInAnyOrder("openBookings 1", "teams 2");
    }

    /** Accounts are an administrator's. */
    private RecordSnapshot create(Map<String, Object> values) {
        return world.writes
                .apply(admin, List.of(new RecordChange.Create(Employee.TYPE, values)))
                .get(0);
    }

    @AfterEach
    void close() {
        world.database.close();
    }

    private Map<String, Long> all() {
        Map<String, Long> receivers = new HashMap<>();
        List.of("owner.parties", "owner.bookings", "reports", "teams").forEach(id -> receivers.put(id, heir));
        return receivers;
    }

    private void member(long record, long user) {
        world.database.transactions().run(transaction -> transaction
                .sql()
                .insertInto(
                        TeamTable.TABLE,
                        TeamTable.TYPE,
                        TeamTable.RECORD,
                        TeamTable.USER,
                        TeamTable.WRITABLE,
                        TeamTable.CREATED_AT,
                        TeamTable.CREATED_BY)
                .values("parties", record, user, true, LocalDateTime.of(2026, 11, 1, 0, 0), 7L)
                .execute());
    }
}
