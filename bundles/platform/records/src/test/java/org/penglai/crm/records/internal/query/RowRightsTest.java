package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.rights.Staff;
import org.penglai.crm.records.internal.rights.TeamTable;
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.security.spi.DataScope;

/**
 * Every way of reading, asked by every kind of user for every record, says the same: what {@link World#sees} says. Firms
 * belong to nobody, people belong to a firm.
 */
class RowRightsTest {
    private static final int FIRMS = 24;
    private static final int PEOPLE = 36;
    private static final long[] OWNERS = {0, 11, 12, 13, 20, 30, 40};

    private static final Staff STAFF = new Staff()
            .role(11, role -> role.may("firms:read", "people:read").scope("firms:read", DataScope.OWN))
            .role(20, role -> role.may("firms:read", "people:read").scope("firms:read", DataScope.TEAM))
            .role(13, role -> role.may("firms:read", "people:read").scope("firms:read", DataScope.DEPARTMENT))
            .role(30, role -> role.may("*:*").scope("firms:read", DataScope.DEPARTMENT_TREE))
            .role(40, role -> role.may("*:read"))
            // Several roles: whatever one of them reaches.
            .role(12, role -> role.may("firms:read").scope("firms:read", DataScope.OWN))
            .role(12, role -> role.may("firms:read", "people:read").scope("firms:read", DataScope.TEAM))
            // A role may say something else of what belongs to firms.
            .role(50, role -> role.may("firms:read", "people:read")
                    .scope("firms:read", DataScope.ALL)
                    .scope("people:read", DataScope.OWN))
            // People only: no role says anything of firms.
            .role(60, role -> role.may("people:read"))
            // The firms of a role that cannot read them limit the people all the same.
            .role(61, role -> role.may("people:read").scope("firms:read", DataScope.OWN));

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void everyWayOfReadingSaysTheSame(TestDatabase.Kind kind) {
        try (World world = new World(kind)) {
            for (long user : STAFF.users()) {
                Caller caller = STAFF.caller(user);
                for (String type : List.of("firms", "people")) {
                    if (caller.may(type + ":read")) {
                        world.check(caller, type);
                    } else {
                        assertThatThrownBy(() -> world.list(caller, type, "", "id"))
                                .isInstanceOf(Forbidden.class);
                    }
                }
            }
            withoutARoleNothingIsSeen(world);
        }
    }

    private static void withoutARoleNothingIsSeen(World world) {
        // A right that no role of his explains, as in the moment after a role was taken away.
        Caller outdated = new Caller(99, "u", "U", Locale.ENGLISH, ZoneOffset.UTC, Set.of("firms:read", "people:read"));
        assertThat(world.ids(outdated, "firms", "", "id")).isEmpty();
        assertThat(world.ids(outdated, "people", "", "id")).isEmpty();
        assertThat(world.ids(Caller.system(), "firms", "", "id")).hasSize(FIRMS);
    }

    /** Records of everybody, some of them shared. */
    private static final class World implements AutoCloseable {
        private final FirmDatabase firms;
        private final Map<Long, Long> firmOwner = new TreeMap<>();
        private final Map<Long, Long> personOwner = new TreeMap<>();
        private final Map<Long, Long> personFirm = new TreeMap<>();
        private final Map<Long, Set<Long>> shared = new TreeMap<>();

        World(TestDatabase.Kind kind) {
            firms = new FirmDatabase(kind, STAFF);
            Random random = new Random(7);
            List<FirmRow> rows = new ArrayList<>();
            for (long id = 1; id <= FIRMS; id++) {
                long owner = OWNERS[random.nextInt(OWNERS.length)];
                firmOwner.put(id, owner);
                rows.add(FirmRow.of(id, "公司" + id)
                        .with("level", id % 3 == 0 ? "A" : "B")
                        .with("employees", (int) id)
                        .with("owner", owner == 0 ? null : owner)
                        .build());
            }
            firms.insert(rows);
            for (long id = 1001; id <= 1000 + PEOPLE; id++) {
                long owner = OWNERS[random.nextInt(OWNERS.length)];
                long firm = random.nextInt(FIRMS + 5);
                personOwner.put(id, owner);
                personFirm.put(id, firm > FIRMS ? 0 : firm);
                firms.insert("people", id, person(id, owner, firm > FIRMS ? 0 : firm));
            }
            for (long user : List.of(11L, 20L, 61L)) {
                for (int i = 0; i < 4; i++) {
                    share(1 + random.nextInt(FIRMS), user);
                }
            }
        }

        private static Map<String, Object> person(long id, long owner, long firm) {
            Map<String, Object> values = new TreeMap<>(Map.of("name", "人员" + id, "city", "烟台"));
            values.put("owner", owner == 0 ? null : owner);
            values.put("firm", firm == 0 ? null : firm);
            return values;
        }

        private void share(long firm, long user) {
            if (shared.computeIfAbsent(user, id -> new TreeSet<>()).add(firm)) {
                firms.database.transactions().run(transaction -> transaction
                        .sql()
                        .insertInto(TeamTable.TABLE)
                        .set(TeamTable.TYPE, "firms")
                        .set(TeamTable.RECORD, firm)
                        .set(TeamTable.USER, user)
                        .set(TeamTable.WRITABLE, false)
                        .set(TeamTable.CREATED_AT, LocalDateTime.of(2026, 1, 1, 0, 0))
                        .set(TeamTable.CREATED_BY, 0L)
                        .execute());
            }
        }

        /** The rule, said once more and differently. */
        private boolean sees(long user, String type, long id) {
            if (type.equals("firms")) {
                return seesFirm(user, id);
            }
            if (user == 40 || user == 60) {
                return true;
            }
            boolean own = personOwner.get(id) == user;
            long firm = personFirm.get(id);
            return own || user != 50 && firm != 0 && seesFirm(user, firm);
        }

        private boolean seesFirm(long user, long id) {
            long owner = firmOwner.get(id);
            boolean reached =
                    switch ((int) user) {
                        case 11, 61 -> owner == user;
                        case 20, 12 -> Staff.people(user, DataScope.TEAM).contains(owner);
                        case 13 -> Staff.people(user, DataScope.DEPARTMENT).contains(owner);
                        case 30 -> Staff.people(user, DataScope.DEPARTMENT_TREE).contains(owner);
                        case 40, 50 -> true;
                        default -> false;
                    };
            return reached || shared.getOrDefault(user, Set.of()).contains(id);
        }

        void check(Caller caller, String type) {
            Set<Long> all = type.equals("firms") ? firmOwner.keySet() : personOwner.keySet();
            List<Long> expected = all.stream()
                    .filter(id -> sees(caller.userId(), type, id))
                    .sorted()
                    .toList();
            String who = "user " + caller.userId() + " " + type;
            assertThat(ids(caller, type, "", "id")).as(who).isEqualTo(expected);
            List<Long> descending = new ArrayList<>(expected);
            Collections.reverse(descending);
            assertThat(ids(caller, type, "", "-createdAt")).as(who).isEqualTo(descending);
            assertThat(new TreeSet<>(paged(caller, type, "name"))).as(who).isEqualTo(new TreeSet<>(expected));
            assertThat(total(caller, type)).as(who).isEqualTo(expected.size());
            assertThat(firms.planner.count(caller, type, "", "")).isEqualTo(expected.size());
            assertThat(firms.planner.idsBehind(caller, type, "", "", 0, 1_000)).isEqualTo(expected);
            assertThat(aggregated(caller, type)).as(who).isEqualTo(expected.size());
            assertThat(firms.snapshots.list(caller, type, new RecordQuery("", "id", 1_000)).stream()
                            .map(RecordSnapshot::id)
                            .toList())
                    .isEqualTo(expected);
            assertThat(new TreeSet<>(firms.planner.within(caller, firms.types.get(type), "read", all)))
                    .isEqualTo(new TreeSet<>(expected));
            for (long id : all) {
                boolean seen = expected.contains(id);
                assertThat(reads(caller, type, id)).as(who + " " + id).isEqualTo(seen);
                assertThat(firms.snapshots.find(caller, type, id).isPresent()).isEqualTo(seen);
            }
            if (type.equals("people")) {
                checkReferences(caller);
            }
        }

        /** A firm out of sight gives neither its title nor a value away, by no path. */
        private void checkReferences(Caller caller) {
            boolean readsFirms = caller.may("firms:read");
            JsonNode people = readsFirms
                    ? list(caller, "people", "", "id", "firm", "firm.name", "firm.employees")
                    : list(caller, "people", "", "id", "firm");
            Set<Long> level = new TreeSet<>();
            people.get("items").forEach(person -> {
                JsonNode firm = person.get("firm");
                if (firm.isNull()) {
                    return;
                }
                long id = Ids.parse(firm.get("id").textValue());
                boolean seen = readsFirms && sees(caller.userId(), "firms", id);
                assertThat(firm.get("title").isNull()).isEqualTo(!seen);
                if (readsFirms) {
                    assertThat(person.get("firm.name").isNull()).isEqualTo(!seen);
                    assertThat(person.get("firm.employees").isNull()).isEqualTo(!seen);
                    if (seen && id % 3 == 0) {
                        level.add(Ids.parse(person.get("id").textValue()));
                    }
                }
            });
            if (readsFirms) {
                assertThat(new TreeSet<>(ids(caller, "people", "firm.level==A", "id")))
                        .isEqualTo(level);
                ids(caller, "people", "", "firm.name,id");
            }
        }

        List<Long> ids(Caller caller, String type, String filter, String sort) {
            List<Long> ids = new ArrayList<>();
            list(caller, type, filter, sort)
                    .get("items")
                    .forEach(item -> ids.add(Ids.parse(item.get("id").textValue())));
            return ids;
        }

        private List<Long> paged(Caller caller, String type, String sort) {
            List<Long> ids = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page =
                        firms.list(caller, new ListRequest(type, "", "", sort, List.of(), 7, cursor, Count.NONE));
                page.get("items")
                        .forEach(item -> ids.add(Ids.parse(item.get("id").textValue())));
                cursor = page.get("nextCursor").isNull()
                        ? ""
                        : page.get("nextCursor").textValue();
            } while (!cursor.isEmpty());
            return ids;
        }

        private JsonNode list(Caller caller, String type, String filter, String sort, String... fields) {
            return firms.list(caller, new ListRequest(type, filter, "", sort, List.of(fields), 200, "", Count.EXACT));
        }

        private long total(Caller caller, String type) {
            return firms.list(caller, new ListRequest(type, "", "", "id", List.of(), 1, "", Count.ESTIMATE))
                    .get("total")
                    .longValue();
        }

        private long aggregated(Caller caller, String type) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            firms.engine.aggregate(caller, new AggregateRequest(type, "", "", List.of(), List.of("count")), out);
            return firms.json(out.toByteArray())
                    .get("items")
                    .get(0)
                    .get("count")
                    .longValue();
        }

        private boolean reads(Caller caller, String type, long id) {
            try {
                return firms.engine.read(caller, type, id).id() == id;
            } catch (NotFound notFound) {
                return false;
            }
        }

        @Override
        public void close() {
            firms.close();
        }
    }
}
