package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.JsonRecord;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;

/** The JSON of lists, records and groups, and snapshots. */
class ReadingTest {
    private static FirmDatabase filled(TestDatabase.Kind kind) {
        return new FirmDatabase(kind)
                .insert("users", FirmDatabase.ME, Map.of("name", "李雷"))
                .insert("people", 501, Map.of("name", "王芳", "city", "烟台"))
                .insert(
                        FirmRow.of(1, "单县建材")
                                .with("level", "A")
                                .revenue("1000.50", "CNY")
                                .build(),
                        FirmRow.of(2, "烟台机械")
                                .with("version", 3L)
                                .with("firmNo", "F-000002")
                                .with("level", "B")
                                .with("phone", "+8613812345678")
                                .with("region", "370613")
                                .with("employees", 12)
                                .revenue("20.00", "CNY")
                                .with("score", new BigDecimal("4.5000"))
                                .with("rate", new BigDecimal("0.1000"))
                                .with("active", true)
                                .founded("2020-03-01")
                                .with("metAt", LocalDateTime.of(2026, 6, 14, 16, 30))
                                .with("parent", 1L)
                                .with("contact", 501L)
                                .with("owner", FirmDatabase.ME)
                                .with("remark", "长文本")
                                .tagged("展会", "VIP")
                                .build(),
                        FirmRow.of(3, "长安食品")
                                .with("level", "B")
                                .with("employees", 5)
                                .build(),
                        FirmRow.of(4, "Zulu")
                                .with("deletedAt", LocalDateTime.of(2026, 1, 1, 0, 0))
                                .build());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void writesARecordWithEveryKindOfField(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            JsonRecord record = firms.engine.read(FirmDatabase.CALLER, "firms", 2);
            assertThat(record.version()).isEqualTo(3);
            assertThat(record.etag()).matches("\"3-[0-9a-f]{8}\"");
            JsonNode json = firms.json(record.body());
            JsonNode expected = firms.json(
                    """
                    {"id":"0000000000002","version":3,"createdAt":"2026-01-01T00:00:00Z",
                     "createdBy":{"id":"0000000000000","title":"系统"},"updatedAt":"2026-01-02T03:04:05Z",
                     "updatedBy":{"id":"0000000000000","title":"系统"},
                     "owner":{"id":"000000000002D","title":"李雷"},"ownerDepartment":null,
                     "firmNo":"F-000002","name":"烟台机械","level":"B","industry":null,"phone":"+8613812345678","email":null,
                     "region":{"code":"370613","title":"山东省烟台市莱山区"},"employees":12,
                     "revenue":{"amount":"20.00","currency":"CNY"},"score":"4.5000","rate":"0.1000","active":true,
                     "foundedOn":"2020-03-01","metAt":"2026-06-14T16:30:00Z",
                     "parent":{"id":"0000000000001","title":"单县建材"},"contact":{"id":"00000000000FN","title":"王芳"},
                     "remark":"长文本","tags":["VIP","展会"],"externalIds":[],"custom":{}}
                    """
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(json).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void changesTheTagOfTheViewWithTheTitlesItShows(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            String before = firms.engine.read(FirmDatabase.CALLER, "firms", 2).etag();
            assertThat(firms.engine.read(FirmDatabase.CALLER, "firms", 2).etag())
                    .isEqualTo(before);
            assertThat(firms.engine
                            .read(FirmDatabase.caller("firms:read"), "firms", 2)
                            .etag())
                    .isNotEqualTo(before)
                    .startsWith("\"3-");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTitlesOfDeletedTargetsAndHidesThoseOutOfSight(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind).delete("rt_person", 501).delete("rt_firm", 1)) {
            JsonNode item = firms.list("name==烟台*").get("items").get(0);
            assertThat(item.at("/contact/title").textValue()).isEqualTo("王芳");
            assertThat(item.at("/parent/title").textValue()).isEqualTo("单县建材");
            JsonNode hidden = firms.list(
                            FirmDatabase.caller("firms:read"), FirmDatabase.request("name==烟台*", "", 10, ""))
                    .get("items")
                    .get(0);
            assertThat(hidden.at("/contact/title").isNull()).isTrue();
            assertThat(hidden.at("/contact/id").textValue()).isEqualTo(Ids.format(501));
            assertThat(hidden.at("/owner/title").textValue())
                    .as("users are known to all")
                    .isEqualTo("李雷");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void namesWhatIsReferredToInTheReadersLanguage(TestDatabase.Kind kind) {
        Caller english =
                new Caller(FirmDatabase.ME, "li", "李雷", Locale.ENGLISH, FirmDatabase.CALLER.zone(), Set.of("*"));
        try (FirmDatabase firms = filled(kind)
                .insert("people", 555, Map.of("name", "韩梅梅", "englishName", "Meimei Han"))
                .insert(FirmRow.of(77, "莱州盐业").with("contact", 555L).build())) {
            ListRequest request = FirmDatabase.request("name==莱州*", "", 10, "");
            assertThat(firms.list(english, request).at("/items/0/contact/title").textValue())
                    .isEqualTo("Meimei Han");
            assertThat(firms.list(FirmDatabase.CALLER, request)
                            .at("/items/0/contact/title")
                            .textValue())
                    .isEqualTo("韩梅梅");
            assertThat(firms.list(english, FirmDatabase.request("name==烟台*", "", 10, ""))
                            .at("/items/0/contact/title")
                            .textValue())
                    .as("a record without an English name keeps its only one")
                    .isEqualTo("王芳");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void selectsOnlyWhatIsAskedForPathsIncluded(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            JsonNode item = firms.list(new ListRequest(
                            "firms",
                            "name==烟台*",
                            "",
                            "",
                            List.of("name", "contact.city", "parent.revenue", "tags"),
                            10,
                            "",
                            Count.NONE))
                    .get("items")
                    .get(0);
            assertThat(item)
                    .isEqualTo(firms.json(
                            """
                                    {"id":"0000000000002","version":3,"name":"烟台机械","contact.city":"烟台",
                                     "parent.revenue":{"amount":"1000.50","currency":"CNY"},"tags":["VIP","展会"]}
                                    """
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sortsTitlesByPinyinAndShowsTheNewestFirstByDefault(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            assertThat(FirmDatabase.names(firms.list(FirmDatabase.request("", "name", 10, ""))))
                    .containsExactly("长安食品", "单县建材", "烟台机械");
            assertThat(FirmDatabase.names(firms.list(FirmDatabase.request("", "-name", 10, ""))))
                    .containsExactly("烟台机械", "单县建材", "长安食品");
            assertThat(FirmDatabase.names(firms.list(FirmDatabase.request("", "", 10, ""))))
                    .containsExactly("长安食品", "烟台机械", "单县建材");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsByTheSearchBox(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            Map<String, List<String>> expected = Map.of(
                    "机械", List.of("烟台机械"),
                    "ytj", List.of("烟台机械"),
                    "YT", List.of("烟台机械"),
                    "f-0000", List.of("烟台机械"),
                    "138 1234", List.of("烟台机械"),
                    "+86138", List.of("烟台机械"),
                    "zulu", List.of(),
                    "%", List.of(),
                    "  ", List.of("长安食品", "烟台机械", "单县建材"));
            expected.forEach((q, names) -> assertThat(FirmDatabase.names(
                            firms.list(new ListRequest("firms", "", q, "", List.of(), 10, "", Count.EXACT))))
                    .as(q)
                    .isEqualTo(names));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void countsAsExactlyAsAsked(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            for (Count how : Count.values()) {
                JsonNode page = firms.list(new ListRequest("firms", "", "", "", List.of("name"), 2, "", how));
                assertThat(page.get("items")).hasSize(2);
                assertThat(page.get("totalIsEstimate").booleanValue()).isFalse();
                assertThat(page.get("total").isNull()).isEqualTo(how == Count.NONE);
                assertThat(page.get("total").asLong()).isEqualTo(how == Count.NONE ? 0 : 3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void groupsAndMeasures(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            JsonNode groups = firms.aggregate(
                    "",
                    List.of("level", "owner"),
                    List.of("count", "sum:employees", "avg:employees", "sum:revenue", "max:metAt"));
            assertThat(groups)
                    .isEqualTo(firms.json(
                            """
                                    {"items":[
                                      {"level":"A","owner":null,"count":1,"sum:employees":null,"avg:employees":null,
                                       "sum:revenue":{"amount":"1000.50","currency":"CNY"},"max:metAt":null},
                                      {"level":"B","owner":{"id":"000000000002D","title":"李雷"},"count":1,
                                       "sum:employees":12,"avg:employees":"12.0000",
                                       "sum:revenue":{"amount":"20.00","currency":"CNY"},
                                       "max:metAt":"2026-06-14T16:30:00Z"},
                                      {"level":"B","owner":null,"count":1,"sum:employees":5,"avg:employees":"5.0000",
                                       "sum:revenue":null,"max:metAt":null}]}
                                    """
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(firms.aggregate("", List.of("month:foundedOn"), List.of("count")))
                    .as("months in their order, then none")
                    .isEqualTo(firms.json(
                            """
                                    {"items":[{"month:foundedOn":"2020-03","count":1},
                                              {"month:foundedOn":null,"count":2}]}
                                    """
                                    .getBytes()));
            assertThat(firms.aggregate("level==B", List.of(), List.of()))
                    .isEqualTo(firms.json("{\"items\":[{\"count\":2}]}".getBytes()));
            assertThat(firms.aggregate("", "no such firm", List.of(), List.of()))
                    .isEqualTo(firms.json("{\"items\":[{\"count\":0}]}".getBytes()));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readsSnapshotsWithTheTypesOfTheirKinds(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            RecordSnapshot firm =
                    firms.snapshots.find(FirmDatabase.CALLER, "firms", 2).orElseThrow();
            assertThat(firm.version()).isEqualTo(3);
            assertThat(firm.integer("employees", 0)).isEqualTo(12);
            assertThat(firm.get("revenue", Money.class)).isEqualTo(new Money(new BigDecimal("20.00"), "CNY"));
            assertThat(firm.get("metAt", Instant.class)).isEqualTo(Instant.parse("2026-06-14T16:30:00Z"));
            assertThat(firm.reference("parent")).isEqualTo(1);
            assertThat(firm.values().get("tags")).isEqualTo(List.of("VIP", "展会"));
            assertThat(firms.snapshots.find(FirmDatabase.CALLER, "firms", 4))
                    .as("deleted")
                    .isEmpty();
            assertThat(firms.snapshots.list(FirmDatabase.CALLER, "firms", new RecordQuery("level==B", "name", 10)))
                    .extracting(snapshot -> snapshot.text("name"))
                    .containsExactly("长安食品", "烟台机械");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void loadsAndLocksRowsInTheOrderOfTheIds(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            SnapshotLoader loader = new SnapshotLoader();
            List<Long> ids = List.of(4L, 2L, 99L, 1L);
            firms.database.transactions().run(transaction -> {
                for (SnapshotLoader.Mode mode : SnapshotLoader.Mode.values()) {
                    List<Long> expected = mode.deletedToo() ? List.of(4L, 2L, 1L) : List.of(2L, 1L);
                    assertThat(loader.load(transaction.sql(), firms.types.get("firms"), ids, mode)
                                    .keySet())
                            .as(mode.name())
                            .containsExactlyElementsOf(expected);
                }
                return null;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsLockedRowsLockedUntilTheEnd(TestDatabase.Kind kind) {
        try (FirmDatabase firms = filled(kind)) {
            firms.database.transactions().run(transaction -> {
                DSLContext sql = transaction.sql();
                new SnapshotLoader()
                        .load(sql, firms.types.get("firms"), List.of(1L, 2L), SnapshotLoader.Mode.LIVE_FOR_UPDATE);
                if (kind == TestDatabase.Kind.DERBY) {
                    assertThat(DSL.using(firms.database.raw(), SQLDialect.DERBY)
                                    .fetchCount(DSL.selectOne()
                                            .from(DSL.table(DSL.unquotedName("syscs_diag", "lock_table")))
                                            .where(DSL.field(DSL.unquotedName("tablename"), String.class)
                                                    .eq("RT_FIRM"))
                                            .and(DSL.field(DSL.unquotedName("type"), String.class)
                                                    .eq("ROW"))
                                            .and(DSL.field(DSL.unquotedName("mode"), String.class)
                                                    .in("U", "X"))))
                            .isEqualTo(2);
                } else {
                    assertThatThrownBy(() -> DSL.using(firms.database.raw(), SQLDialect.POSTGRES)
                                    .selectOne()
                                    .from(DSL.table(DSL.unquotedName("rt_firm")))
                                    .where(DSL.field(DSL.unquotedName("id"), Long.class)
                                            .eq(1L))
                                    .forUpdate()
                                    .noWait()
                                    .fetch())
                            .hasMessageContaining("could not obtain lock");
                }
                return null;
            });
        }
    }
}
