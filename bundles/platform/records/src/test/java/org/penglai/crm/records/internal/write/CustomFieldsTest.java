package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.custom.FoldedColumns;
import org.penglai.crm.records.internal.custom.SideTableColumns;
import org.penglai.crm.records.internal.query.QueryEngine;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

class CustomFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void valuesOfEveryKindAreWrittenReadAndCleared(TestDatabase.Kind kind) {
        try (Customized world = new Customized(kind, PartyFields.samples())) {
            RecordSnapshot partner = world.create(Map.of("name", "远山物流"));
            Map<String, Object> custom = new HashMap<>();
            custom.put("region", "north");
            custom.put("note", "先电话联系");
            custom.put("seats", 12);
            custom.put("ratio", "3.50");
            custom.put("budget", Map.of("amount", "1200.00", "currency", "USD"));
            custom.put("vip", true);
            custom.put("since", "2024-05-01");
            custom.put("seenAt", "2024-05-01T08:00:00Z");
            custom.put("partner", Ids.format(partner.id()));
            custom.put("hotline", "010-62345678");
            custom.put("interests", List.of("tea", "golf"));

            RecordSnapshot party = world.create(Map.of("name", "云启科技", "custom", custom));

            JsonNode read = world.read(party).path("custom");
            assertThat(read.path("region").asText()).isEqualTo("north");
            assertThat(read.path("seats").asInt()).isEqualTo(12);
            assertThat(read.path("ratio").asText()).isEqualTo("3.50");
            assertThat(read.at("/budget/currency").asText()).isEqualTo("USD");
            assertThat(read.path("vip").asBoolean()).isTrue();
            assertThat(read.path("since").asText()).isEqualTo("2024-05-01");
            assertThat(read.path("seenAt").asText()).isEqualTo("2024-05-01T08:00:00Z");
            assertThat(read.at("/partner/title").asText()).isEqualTo("远山物流");
            assertThat(read.path("hotline").asText()).isEqualTo("+861062345678");
            assertThat(read.path("interests").toString()).isEqualTo("[\"tea\",\"golf\"]");
            assertThat(world.kernel.read(Party.TYPE, party.id()).values())
                    .containsEntry("custom.region", "north")
                    .containsEntry("custom.ratio", new BigDecimal("3.50"));

            RecordSnapshot changed = world.kernel.update(party, Map.of("custom", one("region", null, "seats", 13)));

            JsonNode after = world.read(party).path("custom");
            assertThat(changed.version()).isEqualTo(party.version() + 1);
            assertThat(after.path("region").isNull()).isTrue();
            assertThat(after.path("seats").asInt()).isEqualTo(13);
            assertThat(after.path("note").asText())
                    .as("what is not named stays")
                    .isEqualTo("先电话联系");
            assertThat(world.kernel.audit().get(2))
                    .contains("\"custom.region\":[\"north\",null]", "\"custom.seats\":[12,13]");

            RecordSnapshot late = world.kernel.update(partner, Map.of("custom", Map.of("vip", false)));
            assertThat(world.read(late).at("/custom/vip").isBoolean()).isTrue();
            world.kernel.update(late, Map.of("custom", Map.of("vip", false)));
            assertThat(world.kernel.read(Party.TYPE, late.id()).version())
                    .as("the same again is no change")
                    .isEqualTo(late.version());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsAreFilteredSortedGroupedAndCutByThem(TestDatabase.Kind kind) {
        try (Customized world = new Customized(kind, PartyFields.samples())) {
            RecordSnapshot a = world.create(Map.of("name", "a", "custom", one("region", "north", "seats", 3)));
            RecordSnapshot b = world.create(
                    Map.of("name", "b", "custom", one("region", "south", "seats", 1, "interests", List.of("tea"))));
            world.create(Map.of("name", "c", "parent", Ids.format(a.id())));
            world.create(Map.of("name", "d", "custom", one("partner", Ids.format(b.id()), "seats", 2)));

            assertThat(world.names("custom.region==north", "name")).containsExactly("a");
            assertThat(world.names("custom.region==北方", "name")).containsExactly("a");
            assertThat(world.names("custom.region!=north", "name")).containsExactly("b", "c", "d");
            assertThat(world.names("custom.region=null=true", "name")).containsExactly("c", "d");
            assertThat(world.names("custom.seats=gt=1", "-custom.seats")).containsExactly("a", "d");
            assertThat(world.names("", "custom.seats")).containsExactly("b", "d", "a", "c");
            assertThat(world.names("custom.interests==tea", "name")).containsExactly("b");
            assertThat(world.names("custom.interests!=茶", "name")).containsExactly("a", "c", "d");
            assertThat(world.names("custom.interests=null=false", "name")).containsExactly("b");
            assertThat(world.names("parent.custom.region==north", "name")).containsExactly("c");
            assertThat(world.names("custom.partner.custom.region==south", "name"))
                    .containsExactly("d");
            assertThat(world.names("custom.partner.name==b", "parent.custom.seats,name"))
                    .containsExactly("d");

            JsonNode row =
                    world.list("name==a", "name", List.of("custom.region")).get(0);
            assertThat(row.path("custom").toString()).isEqualTo("{\"region\":\"north\"}");
            assertThat(row.has("name")).isFalse();
            assertThat(world.aggregate(List.of("custom.region"), List.of("count", "sum:custom.seats")))
                    .contains("\"custom.region\":\"north\"")
                    .contains("\"sum:custom.seats\":");
            assertThat(world.refusal(() -> world.names("custom.colour==red", "name")))
                    .isEqualTo("custom.colour unknownField");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatDoesNotFitIsRefusedAtItsPlace(TestDatabase.Kind kind) {
        try (Customized world = new Customized(kind, PartyFields.samples())) {
            assertThat(world.refusal(() -> world.create(Map.of("name", "x", "custom", one("colour", "red")))))
                    .isEqualTo("custom.colour unknownField");
            assertThat(world.refusal(() -> world.create(Map.of("name", "x", "custom", one("region", "west")))))
                    .isEqualTo("custom.region unknownOption");
            assertThat(world.refusal(() -> world.create(Map.of("name", "x", "custom", "red"))))
                    .isEqualTo("custom wrongType");
            assertThat(world.refusal(
                            () -> world.create(Map.of("name", "x", "custom", one("partner", "0000000000001")))))
                    .isEqualTo("custom.partner missingReference");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void rulesSeeThemAndSetThem(TestDatabase.Kind kind) {
        try (Customized world = new Customized(kind, PartyFields.samples())) {
            world.kernel.partyRule = input -> input.after() != null
                            && "north".equals(input.after().values().get("custom.region"))
                    ? Outcome.none().set("custom.vip", true)
                    : Outcome.none();

            RecordSnapshot party = world.create(Map.of("name", "a", "custom", one("region", "north")));

            assertThat(world.read(party).at("/custom/vip").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aReferenceIsEmptiedWhenItsTargetGoes(TestDatabase.Kind kind) {
        try (Customized world = new Customized(kind, PartyFields.samples())) {
            RecordSnapshot target = world.create(Map.of("name", "a"));
            RecordSnapshot party = world.create(Map.of("name", "b", "custom", one("partner", Ids.format(target.id()))));

            world.kernel.delete(target);

            assertThat(world.read(party).at("/custom/partner").isNull()).isTrue();
            assertThat(world.read(party).path("version").asLong()).isEqualTo(party.version() + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void fieldsComeWhileEverybodyGoesOnWriting(TestDatabase.Kind kind) throws Exception {
        try (Customized world = new Customized(kind, List.of(PartyFields.field("note", FieldKind.TEXT, List.of())))) {
            AtomicBoolean more = new AtomicBoolean(true);
            AtomicInteger written = new AtomicInteger();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            ExecutorService staff = Executors.newFixedThreadPool(4);
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String name = "writer " + thread;
                running.add(staff.submit(() -> {
                    try {
                        while (more.get()) {
                            RecordSnapshot party = world.create(Map.of("name", name, "custom", one("note", name)));
                            world.kernel.update(party, Map.of("custom", one("note", "again " + name)));
                            written.incrementAndGet();
                        }
                    } catch (RuntimeException | AssertionError e) {
                        failure.compareAndSet(null, e);
                    }
                }));
            }
            for (int number = 0; number < 5 && failure.get() == null; number++) {
                int enough = written.get() + 8;
                while (written.get() < enough && failure.get() == null) {
                    Thread.onSpinWait();
                }
                world.add(PartyFields.field("late" + number, FieldKind.INTEGER, List.of()));
                RecordSnapshot party = world.create(Map.of("name", "at once", "custom", one("late" + number, number)));
                assertThat(world.read(party).at("/custom/late" + number).asInt())
                        .isEqualTo(number);
            }
            more.set(false);
            for (Future<?> each : running) {
                each.get(30, TimeUnit.SECONDS);
            }
            staff.shutdown();
            assertThat(failure.get()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void columnsAreIndexedAndDropped(TestDatabase.Kind kind) {
        try (Customized world = new Customized(kind, PartyFields.samples())) {
            StoredField seats =
                    world.kernel.types.get(Party.TYPE).field("custom.seats").orElseThrow();
            RecordSnapshot party = world.create(Map.of("name", "a", "custom", one("seats", 3)));

            world.columns.index(world.kernel.types.get(Party.TYPE), seats);
            world.columns.index(world.kernel.types.get(Party.TYPE), seats);
            assertThat(world.names("custom.seats==3", "name")).containsExactly("a");

            world.fields.fields.remove(seats);
            world.kernel.types.refresh();
            assertThat(world.read(party).path("custom").has("seats")).isFalse();
            world.columns.drop(world.kernel.types.get(Party.TYPE), seats);
            world.columns.drop(world.kernel.types.get(Party.TYPE), seats);
            world.add(seats);
            assertThat(world.read(party).at("/custom/seats").isNull()).isTrue();
        }
    }

    /** As is left by a process that ends while an index is being made. */
    @Test
    void anIndexThatWasNotFinishedIsMadeAgain() {
        try (Customized world = new Customized(TestDatabase.Kind.POSTGRES, PartyFields.samples())) {
            StoredType party = world.kernel.types.get(Party.TYPE);
            world.columns.index(party, party.field("custom.seats").orElseThrow());
            String valid = "select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid"
                    + " where c.relname like '%seats%' and i.indisvalid";
            DSLContext sql = DSL.using(world.kernel.database.dataSource(), SQLDialect.POSTGRES);
            sql.execute("update pg_index set indisvalid = false where indexrelid ="
                    + " (select oid from pg_class where relname like '%seats%' and relkind = 'i')");
            assertThat(sql.fetchSingle(valid).get(0, long.class)).isZero();

            world.columns.index(party, party.field("custom.seats").orElseThrow());

            assertThat(sql.fetchSingle(valid).get(0, long.class)).isOne();
        }
    }

    private static Map<String, Object> one(Object... pairs) {
        Map<String, Object> map = new HashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put((String) pairs[at], pairs[at + 1]);
        }
        return map;
    }

    /** A world in which an administrator has added fields to parties. */
    private static final class Customized implements AutoCloseable {
        final World kernel;
        final PartyFields fields = new PartyFields();
        final CustomColumns columns;
        private final QueryEngine queries;

        Customized(TestDatabase.Kind kind, List<StoredField> wanted) {
            kernel = World.on(kind);
            columns = new SideTableColumns(
                    kernel.database.transactions(), kernel.database.dataSource(), new FoldedColumns());
            queries = new QueryEngine(
                    new QueryPlanner(kernel.types, kernel.database.database()), kernel.database.database());
            kernel.types.overlayCame(fields);
            wanted.forEach(this::add);
        }

        void add(StoredField field) {
            columns.add(kernel.types.get(Party.TYPE), field);
            fields.fields.add(field);
            kernel.types.refresh();
        }

        RecordSnapshot create(Map<String, Object> values) {
            return kernel.create(Party.TYPE, values);
        }

        JsonNode read(RecordSnapshot record) {
            return json(queries.read(kernel.staff, record.type(), record.id()).body());
        }

        JsonNode list(String filter, String sort, List<String> wanted) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            queries.list(kernel.staff, new ListRequest(Party.TYPE, filter, "", sort, wanted, 50, "", Count.EXACT), out);
            return json(out.toByteArray()).path("items");
        }

        List<String> names(String filter, String sort) {
            List<String> names = new ArrayList<>();
            list(filter, sort, List.of("name", "custom"))
                    .forEach(row -> names.add(row.path("name").asText()));
            return names;
        }

        String aggregate(List<String> group, List<String> measures) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            queries.aggregate(kernel.staff, new AggregateRequest(Party.TYPE, "", "", group, measures), out);
            return out.toString(java.nio.charset.StandardCharsets.UTF_8);
        }

        String refusal(Runnable action) {
            Invalid refused = catchThrowableOfType(action::run, Invalid.class);
            return refused.violations().get(0).field() + " "
                    + refused.violations().get(0).code();
        }

        private static JsonNode json(byte[] body) {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            kernel.types.overlayGone(fields);
            fields.fields.forEach(field -> columns.drop(kernel.types.get(Party.TYPE), field));
        }
    }
}
