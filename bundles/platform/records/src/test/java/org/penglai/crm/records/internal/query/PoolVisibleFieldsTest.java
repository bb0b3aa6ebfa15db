package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.rights.Staff;
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.security.spi.DataScope;

/** Records opened with some of their fields only: no way of reading tells what the others hold. */
class PoolVisibleFieldsTest {
    private static final long POOL = 900;
    private static final Staff STAFF =
            new Staff().role(11, role -> role.may("firms:read", "people:read").scope("firms:read", DataScope.OWN));
    /** What refers to {@link #POOL} is open to everybody, with its level. */
    private static final RowGrants GRANTS =
            (caller, type, operation) -> type.name().equals("firms")
                    ? List.of(new RowGrants.Grant("pool", "parent", Set.of(POOL), Set.of("level", "parent")))
                    : List.of();

    private final Caller member = STAFF.caller(11);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void otherFieldsTellNothingOnAnyPath(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind, STAFF, GRANTS)) {
            firms.insert(
                    firm(1, "公海机械").with("parent", POOL).tagged("秘密").build(),
                    firm(2, "自有机械").with("owner", 11L).tagged("公开").build(),
                    firm(3, "他人机械").with("owner", 12L).build(),
                    // His own, and yet in the pool: all of it.
                    firm(4, "两者机械").with("owner", 11L).with("parent", POOL).build());
            firms.insert("people", 1001, Map.of("name", "王芳", "firm", 1L));
            firms.insert("people", 1002, Map.of("name", "李强", "firm", 2L));

            shown(firms);
            notFound(firms);
            notCounted(firms);
            belongings(firms);
        }
    }

    private void shown(FirmDatabase firms) {
        JsonNode items = list(firms, "firms", "", "", "id");
        assertThat(items).hasSize(3);
        JsonNode pooled = items.get(0);
        assertThat(pooled)
                .isEqualTo(firms.json(firms.engine.read(member, "firms", 1).body()));
        assertThat(pooled.get("name").textValue()).isEqualTo("公海机械");
        assertThat(pooled.get("level").textValue()).isEqualTo("A");
        for (String field : List.of("phone", "email", "employees", "revenue", "industry", "remark", "foundedOn")) {
            assertThat(pooled.get(field).isNull()).as(field).isTrue();
            assertThat(items.get(1).get(field).isNull()).as(field).isFalse();
            assertThat(items.get(2).get(field).isNull()).as(field).isFalse();
        }
        assertThat(pooled.get("tags")).isEmpty();
        assertThat(items.get(1).get("tags")).hasSize(1);

        RecordSnapshot snapshot = firms.snapshots.find(member, "firms", 1).orElseThrow();
        assertThat(snapshot.text("phone")).isNull();
        assertThat(snapshot.values().get(SystemFields.TAGS)).isNull();
        assertThat(snapshot.text("level")).isEqualTo("A");
        assertThat(firms.snapshots.list(member, "firms", new RecordQuery("", "id", 10)).stream()
                        .map(each -> each.text("phone") != null)
                        .toList())
                .containsExactly(false, true, true);
        StoredType type = firms.types.get("firms");
        assertThat(firms.planner.whole(member, type, List.of(1L, 2L, 3L, 4L))).containsExactlyInAnyOrder(2L, 4L);
        assertThat(firms.planner.shown(member, type, 1).fields()).containsKeys("name", "level", "parent", "owner");
        assertThat(firms.planner.shown(member, type, 1).fields()).doesNotContainKeys("phone", "tags", "remark");
        assertThat(firms.planner.shown(member, type, 4)).isSameAs(type);
    }

    private void notFound(FirmDatabase firms) {
        for (String filter : List.of(
                "phone==+8613812345678",
                "phone==*345*",
                "email==li@firm.cn",
                "employees>5",
                "employees==12",
                "industry==food",
                "revenue>=100",
                "foundedOn<2026-01-01",
                "remark==*张*",
                "phone=null=false",
                "firmNo==F-1*,firmNo==F-2*,firmNo==F-4*")) {
            assertThat(ids(list(firms, "firms", filter, "", "id"))).as(filter).containsExactly(2L, 4L);
        }
        // A field that is not shown is empty, whatever it holds.
        for (String filter : List.of("phone=null=true", "employees!=12", "industry!=food")) {
            assertThat(ids(list(firms, "firms", filter, "", "id"))).as(filter).containsExactly(1L);
        }
        assertThat(ids(list(firms, "firms", "tags==秘密", "", "id"))).isEmpty();
        assertThat(ids(list(firms, "firms", "level==A", "", "id"))).containsExactly(1L, 2L, 4L);
        assertThat(ids(list(firms, "firms", "", "13812345678", "id"))).containsExactly(2L, 4L);
        assertThat(ids(list(firms, "firms", "", "公海", "id"))).containsExactly(1L);
        // Without a value they come last in either direction.
        assertThat(ids(list(firms, "firms", "", "", "employees"))).endsWith(1L);
        assertThat(ids(list(firms, "firms", "", "", "-email"))).endsWith(1L);
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode answer =
                    firms.list(member, new ListRequest("firms", "", "", "-phone", List.of(), 1, cursor, Count.EXACT));
            assertThat(answer.get("items")).hasSize(1);
            cursor = answer.get("nextCursor").asText("");
        }
    }

    private void notCounted(FirmDatabase firms) {
        JsonNode byIndustry = aggregate(firms, "industry", "count", "sum:employees", "max:revenue");
        assertThat(byIndustry).hasSize(2);
        JsonNode sum = aggregate(firms, "level", "count", "sum:employees").get(0);
        assertThat(sum.get("count").longValue()).isEqualTo(3);
        assertThat(sum.toString()).contains("24").doesNotContain("36");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        firms.engine.aggregate(member, new AggregateRequest("firms", "", "", List.of(), List.of("count")), out);
        assertThat(firms.json(out.toByteArray())
                        .get("items")
                        .get(0)
                        .get("count")
                        .longValue())
                .isEqualTo(3);
    }

    /** People belong to firms; those of a firm that does not show everything are out of sight. */
    private void belongings(FirmDatabase firms) {
        assertThat(ids(list(firms, "people", "", "", "id"))).containsExactly(1002L);
        firms.insert("people", 1003, Map.of("name", "赵六", "firm", 1L, "owner", 11L));
        JsonNode own = firms.list(
                        member,
                        new ListRequest(
                                "people",
                                "name==赵六",
                                "",
                                "id",
                                List.of("firm", "firm.name", "firm.phone"),
                                9,
                                "",
                                Count.NONE))
                .get("items")
                .get(0);
        assertThat(own.get("firm.name").textValue()).isEqualTo("公海机械");
        assertThat(own.get("firm.phone").isNull()).isTrue();
        assertThat(ids(list(firms, "people", "firm.phone==+8613812345678", "", "id")))
                .containsExactly(1002L);
    }

    private static FirmRow.Builder firm(long id, String name) {
        return FirmRow.of(id, name)
                .with("firmNo", "F-" + id)
                .with("level", "A")
                .with("industry", "food")
                .with("phone", "+8613812345678")
                .with("email", "li@firm.cn")
                .with("remark", "张三")
                .with("employees", 12)
                .founded("2020-01-01")
                .revenue("100.00", "CNY");
    }

    private JsonNode list(FirmDatabase firms, String type, String filter, String q, String sort) {
        return firms.list(member, new ListRequest(type, filter, q, sort, List.of(), 50, "", Count.EXACT))
                .get("items");
    }

    private static List<Long> ids(JsonNode items) {
        List<Long> ids = new ArrayList<>();
        items.forEach(item -> ids.add(Ids.parse(item.get("id").textValue())));
        return ids;
    }

    private JsonNode aggregate(FirmDatabase firms, String group, String... measures) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        firms.engine.aggregate(member, new AggregateRequest("firms", "", "", List.of(group), List.of(measures)), out);
        return firms.json(out.toByteArray()).get("items");
    }
}
