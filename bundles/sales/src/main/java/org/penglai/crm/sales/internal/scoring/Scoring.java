package org.penglai.crm.sales.internal.scoring;

import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.sales.internal.lead.LeadType;

/** Gives every lead that is written its score. */
public final class Scoring implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() != null) {
            Score score = Score.of(input.after(), Score.rules(input.records()));
            if (!score.isOf(input.after())) {
                outcome.set(LeadType.SCORE, score.points()).set(LeadType.SCORE_REASONS, score.reasons());
            }
        }
        return outcome;
    }
}
