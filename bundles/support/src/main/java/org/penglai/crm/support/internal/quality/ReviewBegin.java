package org.penglai.crm.support.internal.quality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/** A review is of one finished ticket by one sheet, begins with all its criteria, and is nobody's judgement of himself. */
final class ReviewBegin implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            return outcome;
        }
        if (input.before() == null) {
            begin(input, outcome);
        } else {
            keep(input.before(), input.after(), outcome);
        }
        return outcome;
    }

    private static void begin(Input input, Outcome outcome) {
        RecordSnapshot review = input.after();
        Long id = review.reference(QualityReviewType.TICKET);
        Optional<RecordSnapshot> found =
                id == null ? Optional.empty() : input.records().find(Caller.system(), TicketType.TYPE, id);
        if (found.isEmpty()) {
            outcome.reject(Violation.of(QualityReviewType.TICKET, "required", "请选择工单。", "Choose a ticket."));
            return;
        }
        RecordSnapshot ticket = found.get();
        Long agent = ticket.reference(SystemFields.OWNER);
        if (agent == null || !TicketStatus.FINISHED.contains(ticket.text(TicketType.STATUS))) {
            outcome.reject(Violation.of(
                    QualityReviewType.TICKET,
                    "unfinished",
                    "只能质检有负责人的已解决工单。",
                    "Only a ticket that somebody has resolved is reviewed."));
            return;
        }
        List<RecordSnapshot> criteria = Criteria.of(input.records(), review.reference(QualityReviewType.SHEET));
        if (criteria.isEmpty()) {
            outcome.reject(
                    Violation.of(QualityReviewType.SHEET, "empty", "该评分表还没有评分项。", "The sheet has no criteria yet."));
            return;
        }
        outcome.set(QualityReviewType.NAME, ticket.text(TicketType.SUBJECT))
                .set(QualityReviewType.AGENT, agent)
                .set(SystemFields.OWNER, agent);
        Long reviewer = review.reference(QualityReviewType.REVIEWER);
        boolean drawn = Boolean.TRUE.equals(review.get(QualityReviewType.IS_DRAWN, Boolean.class));
        if (reviewer == null && !drawn && input.caller().userId() != agent) {
            outcome.set(QualityReviewType.REVIEWER, input.caller().userId());
        }
        requireSomebodyElse(outcome, reviewer, agent);
        criteria.forEach(criterion ->
                outcome.follow(new RecordChange.Create(QualityScoreType.TYPE, score(review.id(), criterion))));
    }

    private static Map<String, Object> score(long review, RecordSnapshot criterion) {
        Map<String, Object> values = new HashMap<>();
        values.put(QualityScoreType.NAME, criterion.text(QualityCriterionType.NAME));
        values.put(QualityScoreType.REVIEW, review);
        values.put(QualityScoreType.CRITERION, criterion.id());
        values.put(QualityScoreType.MOST_POINTS, criterion.integer(QualityCriterionType.MOST_POINTS, 0));
        values.put(QualityScoreType.IS_CRITICAL, criterion.get(QualityCriterionType.IS_CRITICAL, Boolean.class));
        values.put(QualityScoreType.GUIDANCE, criterion.text(QualityCriterionType.GUIDANCE));
        return values;
    }

    private static void keep(RecordSnapshot before, RecordSnapshot after, Outcome outcome) {
        for (String field : List.of(QualityReviewType.TICKET, QualityReviewType.SHEET)) {
            if (after.reference(field) != null && isOther(before, after, field)) {
                outcome.reject(
                        Violation.of(field, "fixed", "质检不能换到别的工单或评分表。", "A review stays with its ticket and sheet."));
            }
        }
        if (isOther(before, after, QualityReviewType.REVIEWER)) {
            requireSomebodyElse(
                    outcome, after.reference(QualityReviewType.REVIEWER), after.reference(QualityReviewType.AGENT));
        }
        boolean same = Objects.equals(before.text(QualityReviewType.STATUS), after.text(QualityReviewType.STATUS));
        if (same && !ReviewSteps.TO_BE_SCORED.holds(after) && isOther(before, after, QualityReviewType.COMMENT)) {
            throw new Conflict("scored", Localized.of("已评分，请先“重新评分”。", "It is scored: score it again first."));
        }
    }

    private static void requireSomebodyElse(Outcome outcome, Long reviewer, Long agent) {
        if (reviewer != null && reviewer.equals(agent)) {
            outcome.reject(Violation.of(
                    QualityReviewType.REVIEWER, "ownWork", "不能质检自己处理的工单。", "Nobody reviews work of his own."));
        }
    }

    private static boolean isOther(RecordSnapshot before, RecordSnapshot after, String field) {
        return !Objects.equals(before.values().get(field), after.values().get(field));
    }
}
