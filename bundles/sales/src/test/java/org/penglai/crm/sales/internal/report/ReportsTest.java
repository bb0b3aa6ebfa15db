package org.penglai.crm.sales.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.yuan;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;

/** The figures of {@link SpringOfDeals}, worked out by hand. */
class ReportsTest {
    private static final String[] SPRING = {"from", "2026-03-01", "to", "2026-05-31"};

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theFunnelCountsWhereDealsStandHowFarTheyCameAndHowLongTheyStayed(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            spring.march();
            ReportTable funnel = spring.run(spring.funnel());
            assertThat(table(funnel, "stage", "count", "amount", "weighted", "reached", "conversion", "days"))
                    .containsExactly(
                            "初步接洽 0 0 0 4 0.75 5.5",
                            "需求确认 0 0 0 3 1 12.5",
                            "方案报价 2 180000 90000 3 0.3333 -",
                            "商务谈判 0 0 0 1 1 -",
                            "赢单 1 50000 50000 1 - -",
                            "输单 1 30000 0 - - -");
            countsAreThoseOfTheLists(spring, funnel);
            countsAreThoseOfTheLists(spring, spring.run(spring.funnel(), "user", id(spring.zhang)));
            assertThat(table(spring.run(spring.funnel(), "user", id(spring.li)), "count", "reached"))
                    .containsExactly("0 2", "0 1", "1 1", "0 0", "0 0", "1 -");
            assertThat(table(spring.run(spring.funnel(), "department", id(spring.east)), "count"))
                    .containsExactly("0", "0", "1", "0", "1", "0");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theForecastWeighsWhatIsOpenAndAddsWhatIsWon(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            spring.march();
            ReportTable months = spring.run(spring.forecast(), SPRING);
            assertThat(table(months, "key", "count", "amount", "weighted", "commit", "won", "expected", "committed"))
                    .containsExactly(
                            "2026-03 0 0 0 - 50000 50000 -",
                            "2026-04 1 100000 50000 100000 0 50000 120000",
                            "2026-05 1 80000 40000 - 0 40000 -");
            countsAreThoseOfTheLists(spring, months);
            ReportTable people = spring.run(spring.forecast(), with("by", "owner"));
            assertThat(table(people, "key", "weighted", "won", "expected"))
                    .containsExactlyInAnyOrder("张三 50000 50000 100000", "李四 40000 0 40000");
            countsAreThoseOfTheLists(spring, people);
            ReportTable departments = spring.run(spring.forecast(), with("by", "department"));
            assertThat(table(departments, "key", "weighted", "won"))
                    .containsExactlyInAnyOrder("华东 50000 50000", "华西 40000 0");
            countsAreThoseOfTheLists(spring, departments);
            ReportTable categories = spring.run(spring.forecast(), with("by", "category"));
            assertThat(table(categories, "key", "amount")).contains("commit 100000", "pipeline 80000");
        }
    }

    /** 100,000 of deal A are three pumps and a valve; C has no lines, B is won without. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theForecastByProductIsThatOfTheLinesAndComesToTheSameWhole(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            spring.march();
            spring.line("A", spring.product("泵", "equipment"), 3, 30_000);
            spring.line("A", spring.product("阀", "parts"), 1, 10_000);
            ReportTable products = spring.run(spring.forecast(), with("by", "product"));
            assertThat(table(products, "key", "count", "amount", "weighted", "won", "expected"))
                    .containsExactlyInAnyOrder(
                            "泵 1 90000 45000 0 45000", "阀 1 10000 5000 0 5000", "- 0 80000 40000 50000 90000");
            ReportTable lines = new ReportTable(null, List.of(), products.rows().subList(0, 2));
            countsAreThoseOfTheLists(spring, lines);
            assertThat(table(spring.run(spring.forecast(), with("by", "productCategory")), "key", "amount"))
                    .containsExactlyInAnyOrder("equipment 90000", "parts 10000", "- 80000");
            assertThatThrownBy(() ->
                            spring.run(spring.forecast(), "by", "product", "asOf", "2026-03-10", "from", "2026-03-01"))
                    .isInstanceOf(Invalid.class);
        }
    }

    /** What was recorded on the day is what the report of the day says later. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void thePastIsAsItWas(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            spring.march();
            List<List<Map<String, Object>>> recorded = everything(spring);
            spring.april();
            assertThat(everything(spring)).isNotEqualTo(recorded);
            List<List<Map<String, Object>>> seenLater = everything(spring, "asOf", "2026-03-31");
            assertThat(seenLater).isEqualTo(recorded);
            countsAreThoseOfTheLists(spring, spring.run(spring.funnel(), "asOf", "2026-03-31"));
            countsAreThoseOfTheLists(spring, spring.run(spring.forecast(), with("asOf", "2026-03-31")));
            assertThat(table(spring.run(spring.forecast(), SPRING), "key", "committed"))
                    .as("the last word counts now")
                    .contains("2026-04 80000");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRankingStaysWhenPeopleMove(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            spring.march();
            spring.april();
            String[] year = {"from", "2026-01-01", "to", "2026-12-31"};
            assertThat(table(spring.run(spring.ranking(), year), "rank", "key", "won", "count"))
                    .containsExactly("1 张三 150000 2");
            assertThat(table(spring.run(spring.ranking(), "by", "department", year[0], year[1]), "rank", "key", "won"))
                    .as("Zhang won in the east and is in the west now")
                    .containsExactly("1 华东 150000");
            spring.kernel.update(spring.deal("B"), Map.of("owner", spring.li.id()));
            spring.change("B", Map.of("amount", yuan(60_000)));
            ReportTable again = spring.run(spring.ranking(), year);
            assertThat(table(again, "rank", "key", "won"))
                    .as("a deal that is looked after by somebody else stays whose it was")
                    .containsExactly("1 张三 160000");
            countsAreThoseOfTheLists(spring, again);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatPeopleDid(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            spring.march();
            spring.april();
            assertThat(table(
                            spring.run(spring.performance(), "from", "2026-01-01", "to", "2026-12-31"),
                            "key",
                            "created",
                            "won",
                            "lost",
                            "rate",
                            "amount",
                            "days"))
                    .as("A took 32 days, B 18")
                    .containsExactlyInAnyOrder("张三 3 2 0 1 150000 25", "李四 2 0 1 0 0 -");
            spring.on("2026-03-12");
            assertThat(table(
                            spring.run(spring.digest(), "span", "week", "on", "2026-03-11"), "what", "count", "before"))
                    .contains("新商机 0 4", "阶段推进或变更 2 1", "输单 1 0", "赢单 0 0");
        }
    }

    /** A dealer buys for a clinic and for a factory, which also buys itself. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void revenueIsThatOfWhoUsesItInTheEndOrOfTheChannel(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            RecordSnapshot dealer = spring.customer("东方代理");
            RecordSnapshot clinic = spring.customer("海口医院");
            RecordSnapshot factory = spring.customer("蓬莱机床");
            RecordSnapshot pump = spring.product("泵", "equipment");
            spring.order(dealer, clinic, pump, 100);
            spring.order(dealer, factory, pump, 50);
            spring.order(factory, null, pump, 30);
            spring.kernel.act(spring.order(clinic, null, pump, 999), "cancel", Map.of("reason", "误下"));
            ReportTable users = spring.run(spring.revenue());
            assertThat(table(users, "key", "amount", "count")).containsExactly("海口医院 100 1", "蓬莱机床 80 2");
            countsAreThoseOfTheLists(spring, users);
            ReportTable channels = spring.run(spring.revenue(), "by", "channel");
            assertThat(table(channels, "key", "amount", "count")).containsExactly("东方代理 150 2");
            countsAreThoseOfTheLists(spring, channels);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void targetsAreATreeAndSayHowFarTheyAreReached(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            spring.march();
            spring.april();
            RecordSnapshot firm = spring.kernel.create("targets", Map.of("period", "2026", "amount", "300000"));
            RecordSnapshot quarter = target(spring, firm, "2026-Q1", 100_000, "user", spring.zhang);
            target(spring, firm, "2026-04", 200_000, "department", spring.east);
            target(spring, firm, "2026-Q2", 50_000, "department", spring.west);
            spring.kernel.create("targets", Map.of("period", "2026", "amount", "10", "metric", "newCustomers"));
            assertThat(quarter.text("name")).isEqualTo("2026-Q1 张三 赢单金额");
            assertThat(quarter.reference("owner")).isEqualTo(spring.zhang.id());
            ReportTable report = spring.run(spring.targets(), "from", "2026-01-01");
            assertThat(table(report, "target", "level", "goal", "actual", "attained"))
                    .containsExactlyInAnyOrder(
                            "2026 赢单金额 0 300000 150000 0.5",
                            "2026-Q1 张三 赢单金额 1 100000 50000 0.5",
                            "2026-04 华东 赢单金额 1 200000 100000 0.5",
                            "2026-Q2 华西 赢单金额 1 50000 0 0",
                            "2026 新客户数 0 10 5 0.5");
            assertThatThrownBy(() -> spring.kernel.create("targets", Map.of("period", "spring", "amount", "1")))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> spring.kernel.update(firm, Map.of("parent", quarter.id())))
                    .isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void commitmentsAreKeptAndHandOversAreNoted(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            spring.march();
            List<RecordSnapshot> said = spring.kernel.list("forecastCommits", "", 10);
            assertThat(said).hasSize(2);
            assertThat(said.get(0).get("supersededAt", Instant.class)).isEqualTo(Instant.parse("2026-03-25T09:00:00Z"));
            assertThatThrownBy(() -> spring.kernel.update(said.get(1), Map.of("amount", "1")))
                    .isInstanceOf(Conflict.class);
            spring.kernel.database().transactions().run(transaction -> transaction
                    .sql()
                    .update(DSL.table("crm_opportunity"))
                    .set(DSL.field("owner_id", Long.class), spring.zhang.id())
                    .where(DSL.field("id", Long.class).eq(spring.deal("C").id()))
                    .execute());
            spring.tell("opportunities", spring.deal("C"), "owner");
            spring.tell("opportunities", spring.deal("C"), "owner");
            assertThat(table(spring.run(spring.forecast(), with("by", "owner")), "key", "weighted"))
                    .containsExactly("张三 90000");
            assertThat(spring.kernel.list("stageChanges", "opportunity==" + id(spring.deal("C")), 10))
                    .as("noted once")
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whoMayNotReadTheHistoryGetsNoFigures(TestDatabase.Kind kind) {
        try (SpringOfDeals spring = new SpringOfDeals(kind)) {
            Caller without = new Caller(
                    spring.li.id(),
                    "li",
                    "李四",
                    Locale.ENGLISH,
                    SpringOfDeals.SYSTEM.zone(),
                    Set.of("opportunities:read", "stages:read", "pipelines:read"));
            for (Report report : List.of(spring.funnel(), spring.forecast(), spring.ranking())) {
                Map<String, String> values = Map.of("by", "owner");
                assertThatThrownBy(() -> report.run(new Report.Input(without, values, spring.clock.instant())))
                        .isInstanceOf(Forbidden.class);
            }
        }
    }

    private static List<List<Map<String, Object>>> everything(SpringOfDeals spring, String... asOf) {
        List<List<Map<String, Object>>> all = new ArrayList<>();
        all.add(values(spring.run(spring.funnel(), asOf)));
        for (String by : List.of("month", "owner", "department", "category")) {
            List<String> asked = new ArrayList<>(List.of(SPRING));
            asked.addAll(List.of("by", by));
            asked.addAll(List.of(asOf));
            all.add(values(spring.run(spring.forecast(), asked.toArray(String[]::new))));
        }
        List<String> year = new ArrayList<>(List.of("from", "2026-01-01", "to", "2026-12-31"));
        year.addAll(List.of(asOf));
        all.add(values(spring.run(spring.ranking(), year.toArray(String[]::new))));
        return all;
    }

    private static List<Map<String, Object>> values(ReportTable table) {
        return table.rows().stream().map(ReportRow::values).toList();
    }

    private static RecordSnapshot target(
            SpringOfDeals spring,
            RecordSnapshot parent,
            String period,
            long amount,
            String subject,
            RecordSnapshot whose) {
        return spring.kernel.create(
                "targets",
                Map.of("period", period, "amount", Long.toString(amount), subject, whose.id(), "parent", parent.id()));
    }

    /** Each row's address leads to exactly as many records as the row counts. */
    private static void countsAreThoseOfTheLists(SpringOfDeals spring, ReportTable table) {
        assertThat(table.rows()).isNotEmpty();
        for (ReportRow row : table.rows()) {
            assertThat(spring.kernel.list(row.behind().type(), row.behind().filter(), 100))
                    .as(row.toString())
                    .hasSize(((Long) row.values().get("count")).intValue());
        }
    }

    private static String[] with(String... more) {
        List<String> all = new ArrayList<>(List.of(SPRING));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String id(RecordSnapshot record) {
        return RecordId.format(record.id());
    }

    /** The columns of each row with blanks between them; a dash for nothing. */
    private static List<String> table(ReportTable table, String... columns) {
        return table.rows().stream()
                .map(row -> String.join(
                        " ",
                        Arrays.stream(columns)
                                .map(column -> text(row.values().get(column)))
                                .toList()))
                .toList();
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Localized label) {
            return label.zh();
        }
        return value == null ? "-" : value instanceof Titled titled ? titled.title() : value.toString();
    }
}
