package org.penglai.crm.sales.internal.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.CONTACTED;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.LOST;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.NEEDS;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.QUOTED;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.WON;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.yuan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.testkit.TestKernel;

class StagesTest {
    private static final Caller SELLER = new Caller(
            7,
            "seller",
            "seller",
            Locale.SIMPLIFIED_CHINESE,
            ZoneId.of("Asia/Shanghai"),
            Set.of("opportunities:*", "customers:*", "stages:read", "stageChanges:*"));

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anOpportunityBeginsInTheFirstStageOfTheDefaultPipeline(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot opportunity = SalesKernel.opportunity(kernel, Map.of());
            assertThat(opportunity.reference("stage")).isEqualTo(CONTACTED);
            assertThat(opportunity.reference("pipeline")).isEqualTo(1);
            assertThat(opportunity.text("status")).isEqualTo("open");
            assertThat(opportunity.get("probability", BigDecimal.class)).isEqualByComparingTo("0.1");
            assertThat(Duration.between(
                            opportunity.get("stageChangedAt", Instant.class),
                            opportunity.get("stagnantAt", Instant.class)))
                    .isEqualTo(Duration.ofDays(14));

            RecordSnapshot other = kernel.create("pipelines", Map.of("name", "渠道流程", "isDefault", true));
            RecordSnapshot first = stage(kernel, other, "报备", "open", 10);
            stage(kernel, other, "成交", "won", 20);
            assertThat(SalesKernel.opportunity(kernel, Map.of()).reference("stage"))
                    .isEqualTo(first.id());
            assertThat(kernel.update(opportunity, Map.of("pipeline", other.id()))
                            .reference("stage"))
                    .isEqualTo(first.id());
            assertThat(kernel.list("pipelines", "isDefault==true", 10))
                    .extracting(RecordSnapshot::id)
                    .containsExactly(other.id());
            assertThat(violations(
                            () -> SalesKernel.opportunity(kernel, Map.of("pipeline", other.id(), "stage", NEEDS))))
                    .extracting(Violation::field, Violation::code)
                    .containsExactly(tuple("stage", "otherPipeline"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nobodyEntersAStageWithoutWhatItAsksFor(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot opportunity = SalesKernel.opportunity(kernel, Map.of());
            assertThat(violations(() -> kernel.update(opportunity, Map.of("stage", QUOTED))))
                    .extracting(Violation::field)
                    .containsExactly("amount", "expectedCloseOn");
            assertThat(violations(() -> SalesKernel.opportunity(kernel, Map.of("stage", QUOTED, "amount", yuan(5)))))
                    .extracting(Violation::field)
                    .containsExactly("expectedCloseOn");
            RecordSnapshot quoted = kernel.update(
                    opportunity,
                    Map.of("stage", QUOTED, "amount", yuan(5_000), "expectedCloseOn", LocalDate.of(2027, 3, 1)));
            assertThat(quoted.get("probability", BigDecimal.class)).isEqualByComparingTo("0.5");
            assertThat(violations(() -> kernel.update(quoted, Collections.singletonMap("amount", null))))
                    .extracting(Violation::field)
                    .containsExactly("amount");
            kernel.update(stageOf(kernel, QUOTED), Map.of("requiredFields", "amount、nextStep"));
            assertThat(stageOf(kernel, QUOTED).text("requiredFields")).isEqualTo("amount,nextStep");
            assertThat(kernel.update(quoted, Map.of("name", "新名称")).text("name"))
                    .isEqualTo("新名称");
            assertThat(violations(() -> kernel.update(stageOf(kernel, QUOTED), Map.of("requiredFields", "status,x"))))
                    .extracting(Violation::field, Violation::code)
                    .containsExactly(tuple("requiredFields", "unknownField"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whoClosesADealSaysWhy(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot opportunity = SalesKernel.opportunity(kernel, Map.of());
            assertThat(violations(() -> kernel.update(opportunity, Map.of("stage", LOST))))
                    .extracting(Violation::field)
                    .containsExactly("closeReason");
            assertThat(violations(() -> kernel.update(opportunity, Map.of("stage", LOST, "closeReason", "competitor"))))
                    .extracting(Violation::field)
                    .containsExactly("competitor");
            RecordSnapshot lost = kernel.update(
                    opportunity, Map.of("stage", LOST, "closeReason", "competitor", "competitor", "other"));
            assertThat(lost.text("status")).isEqualTo("lost");
            assertThat(lost.text("forecastCategory")).isEqualTo("omitted");
            assertThat(lost.get("closedOn", LocalDate.class)).isNotNull();
            assertThat(lost.get("stagnantAt", Instant.class)).isNull();
            assertThat(violations(() -> kernel.update(lost, Collections.singletonMap("closeReason", null))))
                    .extracting(Violation::field)
                    .containsExactly("closeReason");
            RecordSnapshot won =
                    SalesKernel.opportunity(kernel, Map.of("stage", WON, "closeReason", "price", "amount", yuan(9)));
            assertThat(won.text("forecastCategory")).isEqualTo("closed");
            assertThat(won.get("probability", BigDecimal.class)).isEqualByComparingTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aClosedDealGoesOnWhereItWasByRight(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot opportunity = SalesKernel.opportunity(kernel, Map.of("stage", NEEDS));
            assertThatThrownBy(() -> kernel.act(opportunity, "reopen", Map.of()))
                    .isInstanceOf(Conflict.class);
            kernel.update(opportunity, Map.of("stage", LOST, "closeReason", "noBudget"));
            Caller without = new Caller(
                    8,
                    "junior",
                    "junior",
                    Locale.SIMPLIFIED_CHINESE,
                    ZoneId.of("Asia/Shanghai"),
                    Set.of("opportunities:read", "opportunities:update"));
            assertThatThrownBy(() -> kernel.records()
                            .apply(
                                    without,
                                    List.of(new RecordChange.Update(
                                            OpportunityType.TYPE, opportunity.id(), null, Map.of("stage", NEEDS)))))
                    .isInstanceOf(Forbidden.class);
            RecordSnapshot again = kernel.act(opportunity, "reopen", Map.of());
            assertThat(again.reference("stage")).isEqualTo(NEEDS);
            assertThat(again.text("status")).isEqualTo("open");
            assertThat(again.text("closeReason")).isNull();
            assertThat(again.get("closedOn", LocalDate.class)).isNull();
            assertThat(again.text("forecastCategory")).isEqualTo("pipeline");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void everyChangeOfStageAndOutlookIsKeptForGood(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot opportunity = SalesKernel.opportunity(kernel, Map.of());
            kernel.update(opportunity, Map.of("amount", yuan(300)));
            kernel.update(opportunity, Map.of("nextStep", "电话"));
            kernel.update(opportunity, Map.of("stage", NEEDS));
            List<RecordSnapshot> history = kernel.list("stageChanges", "", 10);
            assertThat(history).extracting(row -> row.reference("from")).containsExactly(null, CONTACTED, CONTACTED);
            assertThat(history).extracting(row -> row.reference("to")).containsExactly(CONTACTED, CONTACTED, NEEDS);
            assertThat(history)
                    .extracting(row -> row.get("amount", Object.class))
                    .containsExactly(null, yuan(300), yuan(300));
            assertThat(history.get(2).text("title")).isEqualTo("初步接洽 → 需求确认");
            assertThatThrownBy(() -> kernel.delete(history.get(0))).isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> kernel.update(history.get(0), Map.of("probability", "0.9")))
                    .isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> kernel.records()
                            .apply(
                                    SELLER,
                                    List.of(new RecordChange.Create(
                                            "stageChanges",
                                            Map.of("opportunity", opportunity.id(), "to", WON, "title", "x")))))
                    .isInstanceOf(Invalid.class);
            kernel.delete(opportunity);
            assertThat(kernel.list("stageChanges", "", 10)).isEmpty();
            kernel.restore(opportunity);
            assertThat(kernel.list("stageChanges", "", 10)).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aStageThatIsUsedStaysAndOneThatIsNotActiveTakesNothing(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot opportunity = SalesKernel.opportunity(kernel, Map.of());
            assertThatThrownBy(() -> kernel.delete(stageOf(kernel, CONTACTED))).isInstanceOf(Conflict.class);
            kernel.update(stageOf(kernel, NEEDS), Map.of("isActive", false));
            assertThat(violations(() -> kernel.update(opportunity, Map.of("stage", NEEDS))))
                    .extracting(Violation::code)
                    .containsExactly("notActive");
            assertThat(violations(() -> kernel.update(stageOf(kernel, NEEDS), Map.of("probability", "1.5"))))
                    .extracting(Violation::field)
                    .containsExactly("probability");
        }
    }

    private static List<Violation> violations(ThrowingCallable write) {
        return catchThrowableOfType(Invalid.class, write).violations();
    }

    private static RecordSnapshot stageOf(TestKernel kernel, long id) {
        return kernel.records().find(Caller.system(), "stages", id).orElseThrow();
    }

    private static RecordSnapshot stage(
            TestKernel kernel, RecordSnapshot pipeline, String name, String kind, int order) {
        return kernel.create(
                "stages",
                Map.of("pipeline", pipeline.id(), "name", name, "kind", kind, "order", order, "probability", "0.2"));
    }
}
