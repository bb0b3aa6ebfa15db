package org.penglai.crm.support.internal.quality;

import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Points are none to all of the criterion's, by somebody else than whose work it is, while the review is open. */
final class ScoreRules implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot score = input.after();
        if (input.before() == null || score == null) {
            return outcome;
        }
        Optional<RecordSnapshot> review =
                input.records().find(Caller.system(), QualityReviewType.TYPE, score.reference(QualityScoreType.REVIEW));
        review.ifPresent(found -> requireOpen(found, input.caller()));
        long most = score.integer(QualityScoreType.MOST_POINTS, 0);
        long points = score.integer(QualityScoreType.POINTS, 0);
        if (points < 0 || points > most) {
            outcome.reject(Violation.of(
                    QualityScoreType.POINTS, "outOfRange", "得分须在 0 到 " + most + " 之间。", "Between 0 and " + most + "."));
        }
        return outcome;
    }

    private static void requireOpen(RecordSnapshot review, Caller caller) {
        if (!ReviewSteps.TO_BE_SCORED.holds(review)) {
            throw new Conflict("scored", Localized.of("已评分，请先“重新评分”。", "It is scored: score it again first."));
        }
        ReviewSteps.requireSomebodyElse(review, caller);
    }
}
