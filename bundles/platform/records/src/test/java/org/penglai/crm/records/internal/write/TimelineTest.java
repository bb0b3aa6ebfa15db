package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.TimelineEntry;
import org.penglai.crm.api.records.TimelinePosition;
import org.penglai.crm.api.records.TimelineSource;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.internal.TableAuditTrail;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.timeline.RecordTimelines;
import org.penglai.crm.records.spi.Timelines.FieldChange;
import org.penglai.crm.records.spi.Timelines.Item;
import org.penglai.crm.records.spi.Timelines.Kind;
import org.penglai.crm.records.spi.Timelines.Page;
import org.penglai.crm.records.spi.Timelines.Request;

class TimelineTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatHappenedToARecordAndAroundItIsToldInOneOrder(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "云启科技"));
            RecordSnapshot invoice = world.create(Invoice.TYPE, Map.of("subject", "发票一", "party", party.id()));
            world.create(
                    Booking.TYPE,
                    Map.of("subject", "会议", "related", List.of(Map.of("type", "parties", "id", id(party)))));
            RecordSnapshot changed = world.update(party, Map.of("kind", "person", "parent", id(party)));
            world.delete(world.create(Invoice.TYPE, Map.of("subject", "作废", "party", party.id())));

            Page page = timelines(world).read(world.staff, Party.TYPE, party.id(), new Request(50, "", Set.of()));

            assertThat(page.nextCursor()).isNull();
            assertThat(page.items()).extracting(Item::kind).containsExactly("change", "booking", "invoice", "created");
            Item booking = page.items().get(1);
            assertThat(booking.title()).isEqualTo(Localized.of("预订：会议", "Booking: 会议"));
            assertThat(booking.text()).isEqualTo("会议");
            assertThat(booking.type()).isEqualTo(Booking.TYPE);
            assertThat(booking.by().id()).isEqualTo(7);
            assertThat(page.items().get(2).recordId()).isEqualTo(invoice.id());
            assertThat(page.items().get(3).changes()).isNull();
            Item change = page.items().get(0);
            assertThat(change.data()).containsEntry("version", changed.version());
            assertThat(change.changes())
                    .containsExactly(
                            new FieldChange(
                                    "kind", Localized.of("种类", "Kind"), "company", "person", "Company", "Person"),
                            new FieldChange("parent", Localized.of("上级", "Parent"), null, id(party), null, "云启科技"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void pagesGoOnWhereTheLastOneEnded(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            for (int i = 0; i < 4; i++) {
                world.create(Invoice.TYPE, Map.of("subject", "invoice " + i, "party", party.id()));
                party = world.update(party, Map.of("nickname", "n" + i));
            }
            RecordTimelines timelines = timelines(world);
            Page all = timelines.read(world.staff, Party.TYPE, party.id(), new Request(50, "", Set.of()));
            assertThat(all.items()).hasSize(9).extracting(Item::at).isSortedAccordingTo((a, b) -> b.compareTo(a));

            List<Long> seen = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                Page page = timelines.read(world.staff, Party.TYPE, party.id(), new Request(2, cursor, Set.of()));
                page.items().forEach(item -> seen.add(item.id()));
                cursor = page.nextCursor();
            }
            assertThat(seen).isEqualTo(all.items().stream().map(Item::id).toList());
            assertThat(kinds(timelines, world.staff, party, Set.of("invoice"))).hasSize(4);
            assertThat(kinds(timelines, world.staff, party, Set.of("created", "change")))
                    .containsExactly("change", "change", "change", "change", "created");
            assertThat(kinds(timelines, world.staff, party, Set.of("nothing"))).isEmpty();
            long id = party.id();
            assertThatThrownBy(() -> timelines.read(world.staff, Party.TYPE, id, new Request(2, "?", Set.of())))
                    .isInstanceOf(Malformed.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void onlyWhatTheCallerMayReadIsTold(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            world.create(Invoice.TYPE, Map.of("subject", "secret", "party", party.id()));
            RecordTimelines timelines = timelines(world);

            assertThat(kinds(timelines, World.caller(8, "parties:read"), party, Set.of()))
                    .containsExactly("created");
            assertThat(timelines.kinds(World.caller(8, "parties:read"), world.types.get(Party.TYPE)))
                    .extracting(Kind::kind)
                    .containsExactly("created", "change");
            assertThatThrownBy(() -> kinds(timelines, World.caller(8, "invoices:read"), party, Set.of()))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> timelines.read(world.staff, Party.TYPE, 12345, new Request(2, "", Set.of())))
                    .isInstanceOf(NotFound.class);
            world.delete(world.create(Party.TYPE, Map.of("name", "b")));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void furtherSourcesAreMergedInAndCannotBreakTheRest(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordTimelines timelines = timelines(world);
            Instant later = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
            timelines.addSource(source("file", List.of(entry(party, 3, later), entry(party, 2, later))), 1);
            timelines.addSource(source("broken", null), 2);

            Page first = timelines.read(world.staff, Party.TYPE, party.id(), new Request(1, "", Set.of()));
            Page rest =
                    timelines.read(world.staff, Party.TYPE, party.id(), new Request(5, first.nextCursor(), Set.of()));

            assertThat(first.items()).extracting(Item::id).containsExactly(3L);
            assertThat(rest.items()).extracting(Item::kind).containsExactly("file", "created");
            assertThat(timelines.kinds(world.staff, world.types.get(Party.TYPE)))
                    .extracting(Kind::kind)
                    .contains("invoice", "booking", "file");
        }
    }

    private static TimelineEntry entry(RecordSnapshot party, long id, Instant at) {
        return new TimelineEntry(
                id, "file", at, null, Party.TYPE, party.id(), Localized.same("f" + id), null, Map.of());
    }

    private static TimelineSource source(String kind, List<TimelineEntry> entries) {
        return new TimelineSource() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Localized label() {
                return Localized.same(kind);
            }

            @Override
            public List<TimelineEntry> find(Caller caller, String type, long id, TimelinePosition after, int limit) {
                return entries.stream().limit(limit + 1L).toList();
            }
        };
    }

    private static List<String> kinds(
            RecordTimelines timelines, Caller caller, RecordSnapshot record, Set<String> kinds) {
        return timelines.read(caller, record.type(), record.id(), new Request(50, "", kinds)).items().stream()
                .map(Item::kind)
                .toList();
    }

    private static RecordTimelines timelines(World world) {
        return new RecordTimelines(
                new QueryPlanner(world.types, world.database.database()),
                world.types,
                world.database.database(),
                new TableAuditTrail(world.database.dataSource()),
                Bulkheads.alone(Duration.ofSeconds(20)));
    }

    private static String id(RecordSnapshot record) {
        return org.penglai.crm.persistence.spi.Ids.format(record.id());
    }
}
