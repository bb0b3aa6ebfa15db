package org.penglai.crm.support.internal.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** A review is scored by somebody, then accepted or objected to by the agent, and scored again if need be. */
final class ReviewSteps {
    /** Points can be given. */
    static final ActionCondition TO_BE_SCORED =
            ActionCondition.is(QualityReviewType.STATUS, QualityReviewType.OPEN, QualityReviewType.OBJECTED);

    private ReviewSteps() {}

    static List<ActionDefinition> actions() {
        return List.of(complete(), accept(), object(), reopen());
    }

    static void requireSomebodyElse(RecordSnapshot review, Caller caller) {
        Long agent = review.reference(QualityReviewType.AGENT);
        if (agent != null && agent == caller.userId()) {
            throw new Conflict("ownWork", Localized.of("不能质检自己处理的工单。", "Nobody reviews work of his own."));
        }
    }

    private static ActionDefinition complete() {
        return ActionDefinition.of("complete", "完成评分", "Complete", input -> {
                    RecordSnapshot review = input.record();
                    requireSomebodyElse(review, input.caller());
                    BigDecimal score = review.get(QualityReviewType.SCORE, BigDecimal.class);
                    if (score == null || !TO_BE_SCORED.holds(review)) {
                        throw new Conflict(
                                "unscored",
                                Localized.of("还有评分项没有得分，或已评分。", "A criterion has no points yet, or it is scored."));
                    }
                    Outcome outcome = Outcome.none()
                            .set(QualityReviewType.STATUS, QualityReviewType.DONE)
                            .set(QualityReviewType.COMPLETED_AT, input.now())
                            .set(QualityReviewType.IS_PASSED, score.compareTo(passScore(input)) >= 0);
                    if (review.reference(QualityReviewType.REVIEWER) == null) {
                        outcome.set(QualityReviewType.REVIEWER, input.caller().userId());
                    }
                    String percent = score.movePointRight(2).setScale(0, RoundingMode.HALF_UP) + "%";
                    return tell(
                            outcome,
                            review,
                            QualityReviewType.AGENT,
                            Localized.of("质检得分 " + percent, "Quality review: " + percent));
                })
                .onlyIf(TO_BE_SCORED)
                .onlyIf(ActionCondition.filled(QualityReviewType.SCORE));
    }

    private static ActionDefinition accept() {
        return ActionDefinition.of("accept", "确认结果", "Accept", input -> {
                    requireTheAgent(input);
                    return Outcome.none().set(QualityReviewType.STATUS, QualityReviewType.ACCEPTED);
                })
                .onlyIf(ActionCondition.is(QualityReviewType.STATUS, QualityReviewType.DONE));
    }

    private static ActionDefinition object() {
        return ActionDefinition.of("object", "申诉", "Object", input -> {
                    requireTheAgent(input);
                    Outcome outcome = Outcome.none()
                            .set(QualityReviewType.STATUS, QualityReviewType.OBJECTED)
                            .set(QualityReviewType.OBJECTION, input.arguments().get(QualityReviewType.OBJECTION));
                    return tell(
                            outcome,
                            input.record(),
                            QualityReviewType.REVIEWER,
                            Localized.of("质检结果被申诉", "A quality review was objected to"));
                })
                .asking(QualityReviewType.OBJECTION, FieldKind.LONG_TEXT, f -> f.label("申诉理由", "Objection")
                        .required())
                .onlyIf(ActionCondition.is(QualityReviewType.STATUS, QualityReviewType.DONE));
    }

    private static ActionDefinition reopen() {
        return ActionDefinition.of("reopen", "重新评分", "Score again", input -> {
                    requireSomebodyElse(input.record(), input.caller());
                    return Outcome.none()
                            .set(QualityReviewType.STATUS, QualityReviewType.OPEN)
                            .set(QualityReviewType.IS_PASSED, null)
                            .set(QualityReviewType.COMPLETED_AT, null);
                })
                .onlyIf(ActionCondition.is(
                        QualityReviewType.STATUS, QualityReviewType.DONE, QualityReviewType.ACCEPTED));
    }

    /** Conditions are looked at after the handler, so what it would write is told to nobody before they hold. */
    private static void requireTheAgent(ActionDefinition.Input input) {
        Long agent = input.record().reference(QualityReviewType.AGENT);
        if (agent == null || agent != input.caller().userId()) {
            throw new Conflict(
                    "notYours",
                    Localized.of("只有被质检的客服本人可以确认或申诉。", "Only the agent whose work it is answers a review."));
        }
    }

    private static BigDecimal passScore(ActionDefinition.Input input) {
        return input.records()
                .find(Caller.system(), QualitySheetType.TYPE, input.record().reference(QualityReviewType.SHEET))
                .map(sheet -> sheet.get(QualitySheetType.PASS_SCORE, BigDecimal.class))
                .orElse(BigDecimal.ONE);
    }

    private static Outcome tell(Outcome outcome, RecordSnapshot review, String field, Localized title) {
        Long user = review.reference(field);
        return user == null
                ? outcome
                : outcome.notify(new Notice(
                        Set.of(user),
                        "qualityReview",
                        title,
                        review.text(QualityReviewType.NAME),
                        QualityReviewType.TYPE,
                        review.id()));
    }
}
