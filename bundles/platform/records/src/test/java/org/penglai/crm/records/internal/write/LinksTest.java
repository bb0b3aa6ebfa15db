package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryEngine;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;

class LinksTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFieldLeadsToSeveralRecordsOfSeveralTypes(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "云启科技"));
            RecordSnapshot other = world.create(Party.TYPE, Map.of("name", "远山物流"));
            RecordSnapshot invoice = world.create(Invoice.TYPE, Map.of("subject", "发票一"));

            RecordSnapshot booking = world.create(
                    Booking.TYPE,
                    Map.of(
                            "subject",
                            "会议",
                            "related",
                            List.of(json(invoice), json(party)),
                            "guests",
                            List.of(id(other))));

            assertThat(booking.values().get("related")).isEqualTo(List.of(link(invoice), link(party)));
            assertThat(world.read(Booking.TYPE, booking.id()).values().get("related"))
                    .isEqualTo(List.of(link(invoice), link(party)));
            assertThat(world.read(Booking.TYPE, booking.id()).values().get("guests"))
                    .isEqualTo(List.of(link(other)));
            JsonNode read = read(world, world.staff, booking);
            assertThat(read.path("related").toString())
                    .isEqualTo("[{\"type\":\"invoices\",\"id\":\"" + id(invoice)
                            + "\",\"title\":\"发票一\"},{\"type\":\"parties\",\"id\":\"" + id(party)
                            + "\",\"title\":\"云启科技\"}]");
            assertThat(world.audit().get(3))
                    .contains("\"related\":[{\"type\":\"invoices\",\"id\":\"" + id(invoice) + "\"}");
            assertThat(read(world, World.caller(8, "bookings:read"), booking)
                            .at("/related/0/title")
                            .isNull())
                    .as("a title is only for those who may read the type")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsAreFilteredByThem(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot other = world.create(Party.TYPE, Map.of("name", "b"));
            world.create(Booking.TYPE, Map.of("subject", "1", "related", List.of(json(party), json(other))));
            world.create(Booking.TYPE, Map.of("subject", "2", "related", List.of(json(other))));
            world.create(Booking.TYPE, Map.of("subject", "3"));

            assertThat(subjects(world, "related==" + id(party))).containsExactly("1");
            assertThat(subjects(world, "related=in=(" + id(party) + "," + id(other) + ")"))
                    .containsExactly("1", "2");
            assertThat(subjects(world, "related!=" + id(party))).containsExactly("2", "3");
            assertThat(subjects(world, "related=null=true")).containsExactly("3");
            assertThat(subjects(world, "related=null=false")).containsExactly("1", "2");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            engine(world)
                    .list(
                            world.staff,
                            new ListRequest(
                                    Booking.TYPE,
                                    "related==" + id(party),
                                    "",
                                    "subject",
                                    List.of("related"),
                                    10,
                                    "",
                                    Count.EXACT),
                            out);
            assertThat(tree(out.toByteArray()).at("/items/0/related/1/title").asText())
                    .isEqualTo("b");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aChangeReplacesThemAndIsKept(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot other = world.create(Party.TYPE, Map.of("name", "b"));
            RecordSnapshot booking =
                    world.create(Booking.TYPE, Map.of("subject", "1", "related", List.of(json(party))));

            RecordSnapshot updated = world.update(booking, Map.of("related", List.of(link(other))));

            assertThat(updated.version()).isEqualTo(2);
            assertThat(world.read(Booking.TYPE, booking.id()).values().get("related"))
                    .isEqualTo(List.of(link(other)));
            assertThat(world.audit().get(3)).startsWith("bookings updated 2 {\"related\":[[{");
            assertThat(world.update(updated, Map.of("related", List.of(json(other))))
                            .version())
                    .as("the same links are no change")
                    .isEqualTo(2);
            world.update(updated, Map.of("related", List.of()));
            assertThat(world.rows("crm_record_link")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aDeletedTargetIsNotSeenUntilItIsBack(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot party = world.create(Party.TYPE, Map.of("name", "a"));
            RecordSnapshot booking =
                    world.create(Booking.TYPE, Map.of("subject", "1", "related", List.of(json(party))));

            world.delete(party);

            assertThat(read(world, world.staff, booking).path("related")).isEmpty();
            world.writes.restore(world.staff, Party.TYPE, party.id());
            assertThat(read(world, world.staff, booking).path("related")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void onlyRecordsThatAreThereAndOfAPermittedTypeCanBeLinked(TestDatabase.Kind kind) {
        try (World world = World.on(kind)) {
            RecordSnapshot invoice = world.create(Invoice.TYPE, Map.of("subject", "发票一"));
            RecordSnapshot gone = world.create(Party.TYPE, Map.of("name", "a"));
            world.delete(gone);

            assertThat(refusal(world, Map.of("subject", "x", "guests", List.of(json(invoice)))))
                    .isEqualTo("guests badTarget");
            assertThat(refusal(world, Map.of("subject", "x", "related", List.of(json(gone)))))
                    .isEqualTo("related missingReference");
            assertThat(refusal(
                            world,
                            Map.of("subject", "x", "related", List.of(Map.of("type", "planets", "id", id(gone))))))
                    .isEqualTo("related missingReference");
            assertThat(refusal(world, Map.of("subject", "x", "related", List.of(id(invoice)))))
                    .isEqualTo("related wrongType");
            assertThat(refusal(world, Map.of("subject", "x", "related", "no list")))
                    .isEqualTo("related wrongType");
            assertThat(world.rows("crm_record_link")).isZero();
        }
    }

    private static String refusal(World world, Map<String, Object> values) {
        Invalid invalid = catchThrowableOfType(() -> world.create(Booking.TYPE, values), Invalid.class);
        return invalid.violations().get(0).field() + " "
                + invalid.violations().get(0).code();
    }

    private static List<String> subjects(World world, String filter) {
        return world.reader.list(world.staff, Booking.TYPE, new RecordQuery(filter, "subject", 100)).stream()
                .map(record -> record.text("subject"))
                .toList();
    }

    private static JsonNode read(World world, Caller caller, RecordSnapshot record) {
        return tree(engine(world).read(caller, record.type(), record.id()).body());
    }

    private static QueryEngine engine(World world) {
        return new QueryEngine(new QueryPlanner(world.types, world.database.database()), world.database.database());
    }

    private static JsonNode tree(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> json(RecordSnapshot record) {
        return Map.of("type", record.type(), "id", id(record), "title", "whatever");
    }

    private static RecordLink link(RecordSnapshot record) {
        return new RecordLink(record.type(), record.id());
    }

    private static String id(RecordSnapshot record) {
        return Ids.format(record.id());
    }
}
