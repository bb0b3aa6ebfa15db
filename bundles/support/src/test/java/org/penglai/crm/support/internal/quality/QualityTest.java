package org.penglai.crm.support.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.report.QualityReport;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** Finished tickets are drawn by lot and shared out fairly, scored by somebody else, and answered by the agent. */
class QualityTest {
    /** A Wednesday at ten in Shanghai. */
    private static final Instant WEDNESDAY = Instant.parse("2027-03-03T02:00:00Z");

    private final MovedClock time = new MovedClock();
    private TestKernel kernel;
    private Caller wang;
    private Caller zhao;
    private Caller qian;
    private Caller sun;
    private RecordSnapshot sheet;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ticketsAreReviewed(TestDatabase.Kind kind) throws InterruptedException {
        try (TestKernel opened = open(kind)) {
            kernel = opened;
            time.set(WEDNESDAY);
            wang = user("wang");
            zhao = user("zhao");
            qian = user("qian");
            sun = user("sun");
            aSheetIsWhatItsCriteriaComeTo();
            onlyFinishedTicketsAreReviewed();
            pointsBecomeAScoreOnceAllAreThere();
            aCriticalCriterionWithoutPointsIsNone();
            nobodyJudgesHimself();
            theAgentAnswers();
            aSheetThatChangesJudgesNobodyAnew();
            theReportCountsEachAgent();
            eachWeekIsDrawnOnceAndSharedFairly();
            aDrawByHandTakesWhatIsNotThereYet();
        }
    }

    private void aSheetIsWhatItsCriteriaComeTo() {
        sheet = kernel.create("qualitySheets", Map.of("name", "电话与邮件", "perAgent", 0L));
        criterion("态度", 20, false);
        criterion("准确", 60, false);
        criterion("隐私", 20, true);
        assertThat(now(sheet).integer("fullPoints", 0)).isEqualTo(100);
        assertThatThrownBy(() -> criterion("太多", 1_001, false)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> kernel.create("qualitySheets", Map.of("name", "x", "perAgent", 51L)))
                .isInstanceOf(Invalid.class);
    }

    private void onlyFinishedTicketsAreReviewed() {
        RecordSnapshot open = kernel.create("tickets", Map.of("subject", "泵漏油", "owner", wang.userId()));
        assertThatThrownBy(() -> review(open)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> kernel.create("qualityReviews", Map.of("sheet", sheet.id())))
                .isInstanceOf(Invalid.class);
        RecordSnapshot empty = kernel.create("qualitySheets", Map.of("name", "空"));
        assertThatThrownBy(() -> kernel.create(
                        "qualityReviews",
                        Map.of("sheet", empty.id(), "ticket", finished(wang).id())))
                .isInstanceOf(Invalid.class);
    }

    private void pointsBecomeAScoreOnceAllAreThere() {
        RecordSnapshot review = review(finished(wang));
        assertThat(review.text("name")).isEqualTo("泵漏油");
        assertThat(review.reference("agent")).isEqualTo(wang.userId());
        assertThat(review.reference("owner")).isEqualTo(wang.userId());
        assertThat(review.reference("reviewer")).isEqualTo(zhao.userId());
        List<RecordSnapshot> scores = scores(review);
        assertThat(scores).extracting(score -> score.text("name")).containsExactly("态度", "准确", "隐私");
        points(zhao, scores.get(0), 15);
        points(zhao, scores.get(1), 51);
        assertThat(now(review).get("score", BigDecimal.class)).isNull();
        assertThatThrownBy(() -> kernel.act(zhao, now(review), "complete", Map.of()))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> points(zhao, scores.get(2), 21)).isInstanceOf(Invalid.class);
        points(zhao, scores.get(2), 20);
        assertThat(now(review).get("score", BigDecimal.class)).isEqualByComparingTo("0.86");
        kernel.act(zhao, now(review), "complete", Map.of());
        assertThat(now(review).get("isPassed", Boolean.class)).isTrue();
        assertThatThrownBy(() -> points(zhao, scores.get(0), 20))
                .as("it is scored")
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> kernel.update(now(review), Map.of("comment", "改口")))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> review(ticketOf(review)))
                .as("once by each sheet")
                .isInstanceOf(CrmException.class);
        kernel.delete(ticketOf(review));
        assertThat(now(review).reference("ticket")).isNull();
        assertThat(now(review).text("status")).isEqualTo("done");
    }

    private void aCriticalCriterionWithoutPointsIsNone() {
        RecordSnapshot review = review(finished(wang));
        score(review, 20, 60, 0);
        assertThat(now(review).get("score", BigDecimal.class)).isEqualByComparingTo("0");
        kernel.act(zhao, now(review), "complete", Map.of());
        assertThat(now(review).get("isPassed", Boolean.class)).isFalse();
    }

    private void nobodyJudgesHimself() {
        RecordSnapshot ticket = finished(zhao);
        assertThatThrownBy(() -> kernel.create(
                        "qualityReviews",
                        Map.of("sheet", sheet.id(), "ticket", ticket.id(), "reviewer", zhao.userId())))
                .isInstanceOf(Invalid.class);
        RecordSnapshot review = kernel.create(
                "qualityReviews", Map.of("sheet", sheet.id(), "ticket", ticket.id(), "reviewer", wang.userId()));
        assertThatThrownBy(() -> points(zhao, scores(review).get(0), 20)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> kernel.update(review, Map.of("reviewer", zhao.userId())))
                .isInstanceOf(Invalid.class);
        scores(review).forEach(score -> points(wang, score, 20));
        assertThatThrownBy(() -> kernel.act(zhao, now(review), "complete", Map.of()))
                .isInstanceOf(Conflict.class);
        kernel.delete(review);
        assertThat(kernel.list("qualityScores", "review==" + RecordId.format(review.id()), 9))
                .isEmpty();
    }

    private void theAgentAnswers() {
        RecordSnapshot review = review(finished(wang));
        score(review, 10, 30, 10);
        kernel.act(zhao, now(review), "complete", Map.of());
        assertThatThrownBy(() -> kernel.act(qian, now(review), "accept", Map.of()))
                .as("it is not his work")
                .isInstanceOf(Conflict.class);
        kernel.act(wang, now(review), "object", Map.of("objection", "客户当时已同意"));
        score(review, 20, 60, 20);
        kernel.act(zhao, now(review), "complete", Map.of());
        assertThat(now(review).get("score", BigDecimal.class)).isEqualByComparingTo("1");
        kernel.act(wang, now(review), "accept", Map.of());
        assertThat(now(review).text("status")).isEqualTo("accepted");
        assertThat(now(review).text("objection")).isEqualTo("客户当时已同意");
        kernel.act(zhao, now(review), "reopen", Map.of());
        assertThat(now(review).get("completedAt", Instant.class)).isNull();
        score(review, 20, 30, 20);
        kernel.act(zhao, now(review), "complete", Map.of());
    }

    private void aSheetThatChangesJudgesNobodyAnew() {
        RecordSnapshot review = review(finished(wang));
        RecordSnapshot tone = kernel.list("qualityCriteria", "name==态度", 1).get(0);
        kernel.update(tone, Map.of("mostPoints", 120L));
        assertThat(scores(review).get(0).integer("mostPoints", 0)).isEqualTo(20);
        assertThat(now(sheet).integer("fullPoints", 0)).isEqualTo(200);
        kernel.update(now(tone), Map.of("mostPoints", 20L));
        kernel.delete(review);
    }

    private void theReportCountsEachAgent() {
        Report.Input input = new Report.Input(zhao, Map.of("from", "", "to", ""), time.instant());
        assertThat(new QualityReport(kernel.totals()).run(input).rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.values()).containsEntry("count", 3L);
                    assertThat((BigDecimal) row.values().get("average")).isEqualByComparingTo("0.5200");
                    assertThat((BigDecimal) row.values().get("passed")).isEqualByComparingTo("0.3333");
                    assertThat(kernel.list(row.behind().type(), row.behind().filter(), 9))
                            .hasSize(3);
                });
    }

    private void eachWeekIsDrawnOnceAndSharedFairly() throws InterruptedException {
        kernel.list("qualityReviews", "", 99).forEach(kernel::delete);
        kernel.update(
                now(sheet), Map.of("perAgent", 3L, "reviewers", List.of(link(zhao), link(qian)), "daysToReview", 5L));
        assertThat(now(sheet).get("drawnTo", LocalDate.class)).isEqualTo("2027-03-02");
        QualitySampling sampling = new QualitySampling(kernel.records());
        time.move(Duration.ofDays(1));
        List<RecordSnapshot> old = new ArrayList<>();
        for (Caller agent : List.of(wang, zhao, sun)) {
            for (int i = 0; i < 10; i++) {
                old.add(finished(agent));
            }
        }
        finished(qian);
        kernel.create("tickets", Map.of("subject", "未解决", "owner", wang.userId()));
        sampling.run(time.instant());
        assertThat(drawn()).as("the week is not over").isEmpty();
        time.move(Duration.ofDays(4));
        finished(wang);
        sampling.run(time.instant());
        List<RecordSnapshot> drawn = drawn();
        Map<Long, Long> perAgent = count(drawn, "agent");
        assertThat(perAgent)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(wang.userId(), 3L, zhao.userId(), 3L, sun.userId(), 3L, qian.userId(), 1L));
        assertThat(count(drawn, "reviewer").values()).containsExactlyInAnyOrder(5L, 5L);
        assertThat(drawn)
                .noneMatch(review -> review.reference("agent").equals(review.reference("reviewer")))
                .allMatch(review -> LocalDate.parse("2027-03-13").equals(review.get("dueOn", LocalDate.class)));
        sampling.run(time.instant());
        assertThat(drawn()).as("a week is drawn once").hasSize(drawn.size());
        time.move(Duration.ofDays(21));
        sampling.run(time.instant());
        assertThat(now(sheet).get("drawnTo", LocalDate.class)).isEqualTo("2027-03-14");
        assertThat(drawn()).hasSize(drawn.size() + 1);
        sampling.run(time.instant());
        sampling.run(time.instant());
        assertThat(now(sheet).get("drawnTo", LocalDate.class)).isEqualTo("2027-03-28");
    }

    private void aDrawByHandTakesWhatIsNotThereYet() {
        int before = drawn().size();
        Map<String, Object> days = new HashMap<>(Map.of("from", "2027-03-03", "to", "2027-03-07", "perAgent", 3L));
        assertThatThrownBy(() -> kernel.act(zhao, now(sheet), "draw", days))
                .as("the same lot falls on the same tickets")
                .isInstanceOf(Conflict.class);
        days.put("perAgent", 5L);
        kernel.act(zhao, now(sheet), "draw", days);
        assertThat(drawn()).hasSize(before + 6);
        days.put("to", "2027-12-31");
        assertThatThrownBy(() -> kernel.act(zhao, now(sheet), "draw", days)).isInstanceOf(Invalid.class);
    }

    private List<RecordSnapshot> drawn() {
        return kernel.list("qualityReviews", "isDrawn==true", 99);
    }

    private static Map<Long, Long> count(List<RecordSnapshot> reviews, String field) {
        return reviews.stream()
                .collect(Collectors.groupingBy(review -> review.reference(field), Collectors.counting()));
    }

    private static RecordLink link(Caller user) {
        return new RecordLink("users", user.userId());
    }

    private void criterion(String name, long points, boolean critical) {
        kernel.create(
                "qualityCriteria",
                Map.of("name", name, "sheet", sheet.id(), "mostPoints", points, "isCritical", critical));
    }

    private RecordSnapshot review(RecordSnapshot ticket) {
        return kernel.create(
                "qualityReviews", Map.of("sheet", sheet.id(), "ticket", ticket.id(), "reviewer", zhao.userId()));
    }

    private List<RecordSnapshot> scores(RecordSnapshot review) {
        return kernel.list("qualityScores", "review==" + RecordId.format(review.id()), 9).stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    private void score(RecordSnapshot review, long... points) {
        List<RecordSnapshot> scores = scores(review);
        for (int i = 0; i < points.length; i++) {
            points(zhao, scores.get(i), points[i]);
        }
    }

    private void points(Caller by, RecordSnapshot score, long points) {
        kernel.records()
                .apply(
                        by,
                        List.of(new RecordChange.Update("qualityScores", score.id(), null, Map.of("points", points))));
    }

    private RecordSnapshot ticketOf(RecordSnapshot review) {
        return kernel.records()
                .find(Caller.system(), "tickets", review.reference("ticket"))
                .orElseThrow();
    }

    private RecordSnapshot finished(Caller agent) {
        RecordSnapshot ticket = kernel.create("tickets", Map.of("subject", "泵漏油", "owner", agent.userId()));
        kernel.act(ticket, "resolve", Map.of("resolution", "已更换"));
        return now(ticket);
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    private Caller user(String name) {
        long id = kernel.create("users", Map.of("username", name, "name", name)).id();
        return new Caller(id, name, name, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
    }

    private TestKernel open(TestDatabase.Kind kind) {
        return TestKernel.on(
                kind,
                time,
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new TicketQueueType(),
                new TicketType(),
                new TicketMessageType(),
                new QualitySheetType(),
                new QualityCriterionType(),
                new QualityReviewType(),
                new QualityScoreType());
    }
}
