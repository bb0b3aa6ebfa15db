package org.penglai.crm.sales.internal.opportunity;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * Nobody enters a stage without what the stage asks for, nor closes a deal without saying why. A deal that is in the stage
 * already, since before the field was asked for, can still be changed otherwise; what was told cannot be emptied.
 */
final class Completeness implements AtStage.Rule {
    static final String LOST_TO_COMPETITOR = "competitor";

    @Override
    public Outcome apply(RecordHook.Input input, RecordSnapshot stage) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        Set<String> required = new LinkedHashSet<>(RequiredFields.of(stage).names());
        if (!OpportunityStatus.OPEN.equals(stage.text(StageType.KIND))) {
            required.add(OpportunityType.CLOSE_REASON);
        }
        boolean entered = before == null
                || !Objects.equals(before.reference(OpportunityType.STAGE), after.reference(OpportunityType.STAGE));
        boolean otherReason = before == null
                || !Objects.equals(before.text(OpportunityType.CLOSE_REASON), after.text(OpportunityType.CLOSE_REASON));
        if (LOST_TO_COMPETITOR.equals(after.text(OpportunityType.CLOSE_REASON))) {
            required.add(OpportunityType.COMPETITOR);
        }
        Outcome outcome = Outcome.none();
        for (String name : required) {
            boolean asked = entered
                    || otherReason && name.equals(OpportunityType.COMPETITOR)
                    || !RequiredFields.isMissing(before, name);
            if (asked && RequiredFields.isMissing(after, name)) {
                outcome.reject(Violation.of(
                        name,
                        "requiredAtStage",
                        "阶段“" + stage.text(StageType.NAME) + "”要求填写此项。",
                        "The stage " + stage.text(StageType.NAME) + " requires a value here."));
            }
        }
        return outcome;
    }
}
