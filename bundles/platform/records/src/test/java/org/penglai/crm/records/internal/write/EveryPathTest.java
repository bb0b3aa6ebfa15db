package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Timelines;

/** Everybody in firms made up by chance asks for every record and field by every way of reading; all say the same. */
@Timeout(600)
class EveryPathTest {
    private static final List<String> TYPES = List.of("parties", "bookings", "invoices");

    private RightsWorld firm;
    private RightsModel model;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void everyWayOfReadingSaysTheSameToEverybody(TestDatabase.Kind kind) {
        RightsWorld.each(kind, each -> {
            firm = each;
            model = each.model;
            for (long user : model.people()) {
                Caller caller = model.caller(user);
                for (String type : TYPES) {
                    if (model.may(user, type, "read")) {
                        rows(caller, type);
                        records(caller, type);
                    } else {
                        refusedEverywhere(caller, type);
                    }
                }
                if (model.may(user, "parties", "read")) {
                    RightsModel.FIELDS.forEach(field -> field(caller, field));
                    timelines(caller);
                }
                if (model.may(user, "bookings", "read")) {
                    titles(caller);
                }
            }
        });
    }

    private List<Long> seen(long user, String type) {
        return model.rows(type).keySet().stream()
                .filter(id -> model.sees(user, type, id))
                .toList();
    }

    private void rows(Caller caller, String type) {
        List<Long> seen = seen(caller.userId(), type);
        String who = "user " + caller.userId() + " " + type;
        assertThat(RightsWorld.ids(firm.list(caller, type, "", "", "id", 200)))
                .as(who)
                .isEqualTo(seen);
        for (String sort : List.of("id", "-id", "-createdAt", type.equals("parties") ? "-name" : "subject")) {
            List<Long> paged = RightsWorld.ids(firm.list(caller, type, "", "", sort, 3));
            assertThat(paged).as(who + " by " + sort).containsExactlyInAnyOrderElementsOf(seen);
        }
        assertThat(firm.total(caller, type, Count.EXACT)).as(who).isEqualTo(seen.size());
        assertThat(firm.total(caller, type, Count.ESTIMATE)).as(who).isEqualTo(seen.size());
        assertThat(firm.world.planner.count(caller, type, "", "")).as(who).isEqualTo(seen.size());
        assertThat(firm.world.planner.idsBehind(caller, type, "", "", 0, 500))
                .as(who)
                .isEqualTo(seen);
        assertThat(firm.aggregate(caller, type, "", List.of(), "count")
                        .at("/0/count")
                        .longValue())
                .as(who)
                .isEqualTo(seen.size());
        assertThat(firm.world.reader.list(caller, type, new RecordQuery("", "id", 500)))
                .as(who)
                .extracting(RecordSnapshot::id)
                .isEqualTo(seen);
        StoredType stored = firm.type(type);
        Set<Long> all = model.rows(type).keySet();
        assertThat(firm.access.within(caller, stored, "read", all)).as(who).containsExactlyInAnyOrderElementsOf(seen);
        Set<Long> whole = new TreeSet<>(seen);
        if (type.equals("parties")) {
            whole.removeIf(id -> model.showsPart(caller.userId(), id));
        }
        assertThat(firm.access.whole(caller, stored, all)).as(who).containsExactlyInAnyOrderElementsOf(whole);
    }

    private void records(Caller caller, String type) {
        long user = caller.userId();
        StoredType stored = firm.type(type);
        for (RightsModel.Row row : model.rows(type).values()) {
            String what = "user " + user + " " + type + " " + row;
            long id = row.id();
            boolean sees = model.sees(user, type, id);
            assertThat(firm.world.reader.find(caller, type, id).isPresent())
                    .as(what)
                    .isEqualTo(sees);
            assertThat(firm.access.seenBy(user, stored, id).isPresent())
                    .as(what)
                    .isEqualTo(sees);
            for (String operation : List.of("read", "update", "delete")) {
                assertThat(firm.access.reasons(user, stored, operation, id).isEmpty())
                        .as(what + operation)
                        .isEqualTo(!(model.may(user, type, operation) && model.reaches(user, type, operation, id)));
            }
            String name = type.equals("parties") ? "name" : "subject";
            String title = (String) row.values().get(name);
            assertThat(RightsWorld.ids(firm.list(caller, type, name + "==" + title, "", "id", 9)))
                    .as(what)
                    .isEqualTo(sees ? List.of(id) : List.of());
            assertThat(RightsWorld.ids(firm.list(caller, type, "", title, "id", 200))
                            .contains(id))
                    .as(what)
                    .isEqualTo(sees);
            if (sees) {
                JsonNode read =
                        RightsWorld.json(firm.engine.read(caller, type, id).body());
                assertThat(firm.list(caller, type, "id==" + Ids.format(id), "", "id", 9))
                        .as(what)
                        .containsExactly(read);
                if (type.equals("parties")) {
                    fields(caller, row, read);
                }
            } else {
                assertThatThrownBy(() -> firm.engine.read(caller, type, id))
                        .as(what)
                        .isInstanceOf(NotFound.class);
                assertThatThrownBy(() -> firm.teams.list(caller, type, id))
                        .as(what)
                        .isInstanceOf(NotFound.class);
                assertThatThrownBy(() -> firm.timelines.read(caller, type, id, new Timelines.Request(9, "", Set.of())))
                        .as(what)
                        .isInstanceOf(NotFound.class);
            }
        }
        for (long id : firm.deleted) {
            assertThatThrownBy(() -> firm.engine.read(caller, "parties", id))
                    .isInstanceOfAny(NotFound.class, Forbidden.class);
        }
    }

    /** One record's values, wherever they are read. */
    private void fields(Caller caller, RightsModel.Row row, JsonNode read) {
        long user = caller.userId();
        RecordSnapshot snapshot =
                firm.world.reader.find(caller, "parties", row.id()).orElseThrow();
        for (String field : RightsModel.FIELDS) {
            String what = "user " + user + " " + row + " " + field;
            if (model.hides(user, field)) {
                assertThat(read.has(field)).as(what).isFalse();
                assertThat(snapshot.values()).as(what).doesNotContainKey(field);
                continue;
            }
            Object shown = model.shown(user, row.id(), field);
            assertThat(read.get(field)).as(what).isEqualTo(node(shown));
            assertThat(snapshot.values().get(field)).as(what).isEqualTo(shown);
        }
    }

    private static JsonNode node(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return value == null
                ? nodes.nullNode()
                : value instanceof Long number
                        ? RightsWorld.json(number.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        : nodes.textNode((String) value);
    }

    /** What can be found out by a field: nothing where it is withheld, else what answers show. */
    private void field(Caller caller, String field) {
        long user = caller.userId();
        String what = "user " + user + " " + field;
        List<Long> seen = seen(user, "parties");
        if (model.hides(user, field) || model.masks(user, field)) {
            String code = model.hides(user, field) ? "unknownField" : "masked";
            refused(code, () -> firm.list(caller, "parties", field + "=null=true", "", "id", 9));
            refused(code, () -> firm.list(caller, "parties", "", "", field, 9));
            if (field.equals("kind")) {
                refused(code, () -> firm.aggregate(caller, "parties", "", List.of(field), "count"));
            }
            if (field.equals("employees")) {
                refused(code, () -> firm.aggregate(caller, "parties", "", List.of(), "sum:employees"));
            }
            refused(
                    code,
                    () -> firm.world.reader.list(caller, "parties", new RecordQuery(field + "=null=true", "", 9)));
        } else {
            Map<Object, List<Long>> byValue = new TreeMap<>();
            List<Long> without = new ArrayList<>();
            for (long id : seen) {
                Object value = model.findable(user, id, field);
                (value == null ? without : byValue.computeIfAbsent(value, key -> new ArrayList<>())).add(id);
            }
            for (RightsModel.Row row : model.parties.values()) {
                Object value = row.values().get(field);
                assertThat(RightsWorld.ids(firm.list(caller, "parties", field + "==" + value, "", "id", 200)))
                        .as(what + value)
                        .isEqualTo(byValue.getOrDefault(value, List.of()));
            }
            assertThat(RightsWorld.ids(firm.list(caller, "parties", field + "=null=true", "", "id", 200)))
                    .as(what)
                    .isEqualTo(without);
            assertThat(RightsWorld.ids(firm.list(caller, "parties", "", "", "-" + field, 3)))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(seen);
            if (field.equals("kind")) {
                assertThat(firm.aggregate(caller, "parties", "", List.of(field), "count"))
                        .as(what)
                        .hasSize(byValue.size() + (without.isEmpty() ? 0 : 1));
            }
            if (field.equals("employees")) {
                long sum = byValue.entrySet().stream()
                        .mapToLong(
                                each -> (Long) each.getKey() * each.getValue().size())
                        .sum();
                assertThat(firm.aggregate(caller, "parties", "", List.of(), "sum:employees")
                                .at("/0/sum:employees")
                                .asLong())
                        .as(what)
                        .isEqualTo(sum);
            }
        }
    }

    /** What belongs to records and what is told of them names only what is in sight, and no withheld value. */
    private void timelines(Caller caller) {
        long user = caller.userId();
        for (long id : seen(user, "parties")) {
            RightsModel.Row party = model.parties.get(id);
            Timelines.Page page = firm.timelines.read(caller, "parties", id, new Timelines.Request(200, "", Set.of()));
            String what = "user " + user + " " + party;
            assertThat(entries(page, "bookings"))
                    .as(what)
                    .isEqualTo(related(user, "bookings", row -> row.about() == id));
            assertThat(entries(page, "invoices"))
                    .as(what)
                    .isEqualTo(related(user, "invoices", row -> row.party() == id));
            // Of the others, the values are found in many a text by chance.
            for (String field : List.of("phone", "nickname")) {
                Object shown = model.hides(user, field) ? null : model.shown(user, id, field);
                String value = String.valueOf(party.values().get(field));
                if (!Objects.equals(shown, value)) {
                    assertThat(page.toString()).as(what + field).doesNotContain(value);
                }
            }
        }
    }

    private Set<Long> related(long user, String type, Predicate<RightsModel.Row> about) {
        Set<Long> ids = new TreeSet<>();
        model.rows(type).values().stream()
                .filter(about)
                .filter(row -> model.sees(user, type, row.id()))
                .forEach(row -> ids.add(row.id()));
        return ids;
    }

    private static Set<Long> entries(Timelines.Page page, String type) {
        Set<Long> ids = new TreeSet<>();
        page.items().stream().filter(item -> item.type().equals(type)).forEach(item -> ids.add(item.recordId()));
        return ids;
    }

    /** A record out of sight has no title, and its fields no values, for whoever refers to it. */
    private void titles(Caller caller) {
        long user = caller.userId();
        boolean reads = model.may(user, "parties", "read");
        List<String> columns = new ArrayList<>(List.of("id", "party"));
        if (reads) {
            columns.add("party.name");
            RightsModel.FIELDS.stream()
                    .filter(field -> !model.hides(user, field))
                    .forEach(field -> columns.add("party." + field));
        }
        for (JsonNode item : firm.list(caller, "bookings", "", "", "id", 200, columns.toArray(String[]::new))) {
            RightsModel.Row booking =
                    model.bookings.get(Ids.parse(item.get("id").textValue()));
            if (booking.party() == 0) {
                assertThat(item.get("party").isNull()).isTrue();
                continue;
            }
            String what = "user " + user + " " + booking;
            boolean sees = reads && model.sees(user, "parties", booking.party());
            Object name = model.parties.get(booking.party()).values().get("name");
            assertThat(item.get("party").get("title")).as(what).isEqualTo(node(sees ? name : null));
            if (reads) {
                assertThat(item.get("party.name")).as(what).isEqualTo(node(sees ? name : null));
                for (String column : columns.subList(3, columns.size())) {
                    Object shown = sees ? model.shown(user, booking.party(), column.substring(6)) : null;
                    assertThat(item.get(column)).as(what + column).isEqualTo(node(shown));
                }
            }
        }
        if (reads) {
            for (RightsModel.Row party : model.parties.values()) {
                boolean sees = model.sees(user, "parties", party.id());
                Set<Long> found = related(user, "bookings", row -> sees && row.party() == party.id());
                assertThat(RightsWorld.ids(firm.list(
                                caller,
                                "bookings",
                                "party.name==" + party.values().get("name"),
                                "",
                                "id",
                                200)))
                        .as("user " + user + " " + party)
                        .isEqualTo(List.copyOf(found));
            }
        }
    }

    private void refusedEverywhere(Caller caller, String type) {
        long id = model.rows(type).keySet().iterator().next();
        List<ThrowingCallable> ways = List.of(
                () -> firm.list(caller, type, "", "", "id", 9),
                () -> firm.total(caller, type, Count.EXACT),
                () -> firm.aggregate(caller, type, "", List.of(), "count"),
                () -> firm.engine.read(caller, type, id),
                () -> firm.world.reader.find(caller, type, id),
                () -> firm.world.reader.list(caller, type, new RecordQuery("", "", 9)),
                () -> firm.world.planner.count(caller, type, "", ""),
                () -> firm.teams.list(caller, type, id),
                () -> firm.timelines.read(caller, type, id, new Timelines.Request(9, "", Set.of())));
        ways.forEach(way -> assertThatThrownBy(way).isInstanceOf(Forbidden.class));
        assertThat(firm.access.within(caller, firm.type(type), "read", List.of(id)))
                .isEmpty();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(
                        invalid.violations().get(0).code())
                .isEqualTo(code));
    }
}
