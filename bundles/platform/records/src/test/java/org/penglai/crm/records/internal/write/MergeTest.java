package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.internal.rights.TeamMerge;
import org.penglai.crm.records.internal.rights.TeamTable;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.Merges;

/** Several records that are the same become one, and again several. */
@Timeout(180)
class MergeTest {
    private World world;
    private RecordSnapshot kept;
    private RecordSnapshot twin;
    private RecordSnapshot child;
    private RecordSnapshot booking;
    private RecordSnapshot both;
    private RecordSnapshot invoice;

    private void open(Kind kind) {
        world = World.on(kind);
        kept = world.create(
                Party.TYPE, Map.of("name", "云启科技", "partyNo", "A1", "tags", List.of("老客户"), "employees", 10));
        twin = world.create(
                Party.TYPE,
                Map.of(
                        "name",
                        "云启科技有限公司",
                        "partyNo",
                        "A2",
                        "phone",
                        "13812345678",
                        "tags",
                        List.of("展会"),
                        "externalIds",
                        List.of(new ExternalId("erp", "77"))));
        child = world.create(Party.TYPE, Map.of("name", "云启分公司", "parent", twin.id()));
        booking = world.create(
                Booking.TYPE,
                Map.of("subject", "一", "party", twin.id(), "guests", List.of(new RecordLink(Party.TYPE, twin.id()))));
        both = world.create(
                Booking.TYPE,
                Map.of(
                        "subject",
                        "二",
                        "guests",
                        List.of(new RecordLink(Party.TYPE, kept.id()), new RecordLink(Party.TYPE, twin.id()))));
        world.delete(world.create(Booking.TYPE, Map.of("subject", "已删", "party", twin.id())));
        invoice = world.create(Invoice.TYPE, Map.of("subject", "票", "party", twin.id()));
    }

    @AfterEach
    void withoutParts() {
        world.writes.mergeParts = List.of();
        world.transactions.failAt(0);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everythingLeadsToTheRecordThatIsKept(Kind kind) {
        open(kind);
        Merges.Merged merged = merge(Map.of("phone", twin.id()));

        RecordSnapshot now = world.read(Party.TYPE, kept.id());
        assertThat(now.text("name")).isEqualTo("云启科技");
        assertThat(now.text("phone")).isEqualTo("+8613812345678");
        assertThat(new TreeSet<>((List<?>) now.values().get("tags"))).isEqualTo(new TreeSet<>(List.of("老客户", "展会")));
        assertThat(now.values().get("externalIds")).isEqualTo(List.of(new ExternalId("erp", "77")));
        assertThat(now.version()).isEqualTo(merged.version());
        assertThat(world.read(Party.TYPE, twin.id())).isNull();
        assertThat(world.writes.mergedInto(Party.TYPE, twin.id())).isEqualTo(OptionalLong.of(kept.id()));
        assertThat(world.writes.mergedInto(Party.TYPE, kept.id())).isEmpty();
        assertThat(world.read(Party.TYPE, child.id()).reference("parent")).isEqualTo(kept.id());
        assertThat(world.read(Booking.TYPE, booking.id()).reference("party")).isEqualTo(kept.id());
        assertThat(world.read(Invoice.TYPE, invoice.id()).reference("party")).isEqualTo(kept.id());
        List<RecordLink> guest = List.of(new RecordLink(Party.TYPE, kept.id()));
        assertThat(world.read(Booking.TYPE, booking.id()).values().get("guests"))
                .isEqualTo(guest);
        assertThat(world.read(Booking.TYPE, both.id()).values().get("guests")).isEqualTo(guest);
        assertThat(merged.moved())
                .as("parent, two bookings, invoice, two links")
                .isEqualTo(6);
        assertThat(world.audit().stream().filter(line -> line.startsWith("parties merged")))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void takenBackEverythingIsAsItWas(Kind kind) {
        open(kind);
        RecordSnapshot third = world.create(Party.TYPE, Map.of("name", "云启", "parent", twin.id()));
        List<String> before = contents();
        Merges.Merged merged = world.writes.merge(
                world.staff,
                Party.TYPE,
                kept.id(),
                kept.version(),
                List.of(twin.id(), third.id()),
                Map.of("phone", twin.id(), "name", third.id()));
        assertThat(contents()).isNotEqualTo(before);

        Merges.Undone undone = world.writes.undo(world.staff, Party.TYPE, kept.id(), merged.id());

        assertThat(undone.left()).isEmpty();
        assertThat(contents()).isEqualTo(before);
        assertThat(world.writes.mergedInto(Party.TYPE, twin.id())).isEmpty();
        assertThatThrownBy(() -> world.writes.undo(world.staff, Party.TYPE, kept.id(), merged.id()))
                .isInstanceOfSatisfying(
                        Conflict.class, again -> assertThat(again.code()).isEqualTo("alreadyUndone"));
        assertThatThrownBy(() -> world.writes.undo(world.staff, Party.TYPE, twin.id(), merged.id()))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasChangedSinceStaysAndIsListed(Kind kind) {
        open(kind);
        RecordSnapshot other = world.create(Party.TYPE, Map.of("name", "别家"));
        Merges.Merged merged = merge(Map.of("phone", twin.id(), "name", twin.id()));
        world.update(world.read(Party.TYPE, kept.id()), Map.of("name", "改名"));
        world.update(world.read(Booking.TYPE, booking.id()), Map.of("party", other.id()));

        Merges.Undone undone = world.writes.undo(world.staff, Party.TYPE, kept.id(), merged.id());

        assertThat(undone.left())
                .containsExactlyInAnyOrder(
                        new Merges.Left(Party.TYPE, kept.id(), "name"),
                        new Merges.Left(Booking.TYPE, booking.id(), "party"));
        assertThat(world.read(Party.TYPE, kept.id()).text("name")).isEqualTo("改名");
        assertThat(world.read(Party.TYPE, kept.id()).text("phone")).isNull();
        assertThat(world.read(Booking.TYPE, booking.id()).reference("party")).isEqualTo(other.id());
        assertThat(world.read(Invoice.TYPE, invoice.id()).reference("party")).isEqualTo(twin.id());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFaultAtAnyStepChangesNothing(Kind kind) {
        open(kind);
        List<String> before = contents();
        world.writes.mergeParts = List.of(new Failing());
        assertThat(catchThrowable(() -> merge(Map.of("phone", twin.id())))).hasMessageContaining("torn");
        assertThat(contents()).as("while relations are moved").isEqualTo(before);

        world.writes.mergeParts = List.of();
        assertThat(catchThrowable(() -> merge(Map.of("nickname", kept.id(), "name", twin.id(), "phone", 99L))))
                .isInstanceOf(Invalid.class);
        AtomicInteger asked = new AtomicInteger();
        world.writes.notices = (transaction, caller, notices) -> {
            asked.incrementAndGet();
            throw new IllegalStateException("torn");
        };
        world.partyRule = input ->
                Outcome.none().notify(new Notice(Set.of(7L), "hint", Localized.of("提示", "Hint"), "x", null, null));
        assertThat(catchThrowable(() -> merge(Map.of("phone", twin.id())))).isNotNull();
        assertThat(asked.get()).isPositive();
        assertThat(contents()).as("after everything was written").isEqualTo(before);
        world.writes.notices = null;

        world.partyRule = input -> Outcome.none().reject(Violation.of("name", "no", "不行", "no"));
        assertThat(catchThrowable(() -> merge(Map.of("phone", twin.id())))).isInstanceOf(Invalid.class);
        assertThat(contents()).as("when a rule refuses").isEqualTo(before);
        world.partyRule = input -> Outcome.none();

        assertThat(catchThrowable(
                        () -> world.writes.merge(world.staff, Party.TYPE, kept.id(), 9L, List.of(twin.id()), Map.of())))
                .isInstanceOf(Stale.class);
        assertThat(catchThrowable(() -> world.writes.merge(
                        World.caller(9, "parties:read", "parties:update"),
                        Party.TYPE,
                        kept.id(),
                        null,
                        List.of(twin.id()),
                        Map.of())))
                .isInstanceOf(Forbidden.class);
        assertThat(catchThrowable(() ->
                        world.writes.merge(world.staff, Party.TYPE, kept.id(), null, List.of(kept.id()), Map.of())))
                .isInstanceOf(Invalid.class);
        assertThat(catchThrowable(() -> world.writes.merge(
                        world.staff,
                        Party.TYPE,
                        kept.id(),
                        null,
                        List.of(world.database.ids().next()),
                        Map.of())))
                .isInstanceOf(NotFound.class);
        assertThat(catchThrowable(() -> world.writes.merge(
                        world.staff, Booking.TYPE, booking.id(), null, List.of(both.id()), Map.of())))
                .isInstanceOf(Conflict.class);
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aStatementThatFailsChangesNothingWhicheverItIs(Kind kind) {
        open(kind);
        world.writes.mergeParts = List.of(new TeamMerge());
        team(twin, 11, true);
        List<String> before = Checksum.rows(world);
        int steps = 0;
        boolean failed = true;
        while (failed) {
            steps++;
            world.transactions.failAt(steps);
            Throwable torn = catchThrowable(() -> merge(Map.of("phone", twin.id())));
            failed = world.transactions.hasFailed();
            assertThat(torn == null).as("step %d", steps).isEqualTo(!failed);
            if (failed) {
                assertThat(Checksum.rows(world)).as("step %d", steps).isEqualTo(before);
            }
        }
        assertThat(steps).as("statements of a merge").isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void takingBackAMergeStandsOrFallsAsAWhole(Kind kind) {
        open(kind);
        world.writes.mergeParts = List.of(new TeamMerge());
        team(twin, 11, true);
        List<String> apart = Checksum.business(world);
        Merges.Merged merged = merge(Map.of("phone", twin.id(), "name", twin.id()));
        List<String> together = Checksum.rows(world);
        boolean failed = true;
        for (int step = 1; failed; step++) {
            world.transactions.failAt(step);
            Throwable torn = catchThrowable(() -> world.writes.undo(world.staff, Party.TYPE, kept.id(), merged.id()));
            failed = world.transactions.hasFailed();
            assertThat(torn == null).as("step %d", step).isEqualTo(!failed);
            if (failed) {
                assertThat(Checksum.rows(world)).as("step %d", step).isEqualTo(together);
            }
        }
        assertThat(Checksum.business(world)).as("of every table").isEqualTo(apart);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyRecordThatLeadsElsewhereHasANewVersionAndAnEntryInTheJournal(Kind kind) {
        open(kind);
        int told = world.audit().size();
        Merges.Merged merged = merge(Map.of());

        String from = Ids.format(twin.id());
        String to = Ids.format(kept.id());
        List<String> entries = world.audit().subList(told, world.audit().size());
        assertThat(entries)
                .contains(
                        "parties updated 2 {\"parent\":[\"" + from + "\",\"" + to + "\"]}",
                        "invoices updated 2 {\"party\":[\"" + from + "\",\"" + to + "\"]}",
                        "parties deleted 2 null");
        assertThat(entries.stream().filter(line -> line.startsWith("bookings updated 2 ")))
                .as("two bookings, one entry each; the deleted one is silent")
                .hasSize(2)
                .anyMatch(line -> line.contains("\"party\"") && line.contains("\"guests\""));
        assertThat(world.read(Booking.TYPE, both.id()).version()).isEqualTo(2);
        assertThat(world.rows("crm_outbox")).isEqualTo(world.audit().size());

        world.writes.undo(world.staff, Party.TYPE, kept.id(), merged.id());
        assertThat(world.audit())
                .contains(
                        "parties updated 3 {\"parent\":[\"" + to + "\",\"" + from + "\"]}",
                        "invoices updated 3 {\"party\":[\"" + to + "\",\"" + from + "\"]}");
        assertThat(world.read(Booking.TYPE, both.id()).version()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theTeamComesAlongAndGoesBack(Kind kind) {
        open(kind);
        world.writes.mergeParts = List.of(new TeamMerge());
        team(kept, 11, false);
        team(twin, 11, true);
        team(twin, 12, true);
        Merges.Merged merged = merge(Map.of());
        assertThat(team(kept)).containsExactly("11 false", "12 true");
        world.writes.undo(world.staff, Party.TYPE, kept.id(), merged.id());
        assertThat(team(kept)).containsExactly("11 false");
        assertThat(team(twin)).containsExactly("11 true", "12 true");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thePreviewCountsWhatWillMove(Kind kind) {
        open(kind);
        Merges.Preview preview = world.writes.preview(world.staff, Party.TYPE, kept.id(), List.of(twin.id()));
        assertThat(preview.moving())
                .extracting(moving -> moving.type() + " " + moving.count())
                .containsExactlyInAnyOrder("bookings 3", "parties 1", "invoices 1");
        assertThat(preview.hidden()).isZero();
        Merges.Preview little =
                world.writes.preview(World.caller(9, "parties:read"), Party.TYPE, kept.id(), List.of(twin.id()));
        assertThat(little.moving()).extracting(Merges.Moving::type).containsExactly(Party.TYPE);
        assertThat(little.hidden()).isEqualTo(4);

        Merges.Merged merged = merge(Map.of());
        assertThat(world.writes.merges(world.staff, Party.TYPE, kept.id()))
                .singleElement()
                .satisfies(past -> {
                    assertThat(past.id()).isEqualTo(merged.id());
                    assertThat(past.records()).containsExactly(new Merges.Gone(twin.id(), "云启科技有限公司"));
                    assertThat(past.by()).isEqualTo(world.staff.userId());
                });
        world.writes.undo(world.staff, Party.TYPE, kept.id(), merged.id());
        assertThat(world.writes.merges(world.staff, Party.TYPE, kept.id())).isEmpty();
    }

    private void team(RecordSnapshot record, long user, boolean writable) {
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
                .values(record.type(), record.id(), user, writable, LocalDateTime.of(2026, 11, 1, 0, 0), 7L)
                .execute());
    }

    private List<String> team(RecordSnapshot record) {
        return world.database.database().read(sql -> sql.select(TeamTable.USER, TeamTable.WRITABLE)
                .from(TeamTable.TABLE)
                .where(TeamTable.RECORD.eq(record.id()))
                .orderBy(TeamTable.USER)
                .fetch(row -> row.value1() + " " + row.value2()));
    }

    private Merges.Merged merge(Map<String, Long> from) {
        return world.writes.merge(world.staff, Party.TYPE, kept.id(), null, List.of(twin.id()), from);
    }

    /** All that people see, without versions and times. */
    private List<String> contents() {
        return world.database.database().read(sql -> {
            List<String> rows = new ArrayList<>();
            rows(
                    sql,
                    rows,
                    "t_party",
                    "id",
                    "name",
                    "party_no",
                    "phone",
                    "employees",
                    "parent_id",
                    "deleted_marker",
                    "sort_key");
            rows(sql, rows, "t_booking", "id", "subject", "party_id", "deleted_marker");
            rows(sql, rows, "t_invoice", "id", "subject", "party_id", "deleted_marker");
            rows(sql, rows, "crm_record_tag", "record_id", "tag");
            rows(sql, rows, "crm_external_id", "external_key", "record_id");
            rows(sql, rows, "crm_record_link", "record_id", "field_name", "target_id", "position");
            rows(sql, rows, "crm_recycle", "record_id");
            rows.sort(null);
            return rows;
        });
    }

    private static void rows(DSLContext sql, List<String> rows, String table, String... columns) {
        List<Field<Object>> fields = java.util.Arrays.stream(columns)
                .map(column -> field(unquotedName(column)))
                .toList();
        sql.select(fields).from(table(unquotedName(table))).forEach(row -> rows.add(table + " " + row.intoList()));
    }

    /** Falls over when it is its turn. */
    private static final class Failing implements MergePart {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public List<Long> move(DSLContext sql, String type, long from, long to) {
            throw new IllegalStateException("torn at " + Ids.format(from));
        }

        @Override
        public boolean moveBack(DSLContext sql, String type, long row, long from, long to) {
            return true;
        }

        @Override
        public void purge(DSLContext sql, String type, Collection<Long> records) {
            throw new IllegalStateException("not asked for");
        }
    }
}
