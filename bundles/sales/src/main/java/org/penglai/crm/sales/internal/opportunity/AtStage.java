package org.penglai.crm.sales.internal.opportunity;

import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Asks a rule about each opportunity that stays, together with the stage that it is in or moves to. */
final class AtStage implements RecordHook {
    private final Rule rule;

    AtStage(Rule rule) {
        this.rule = rule;
    }

    /** What the stage decides. */
    interface Rule {
        /** @param stage as it is stored, whatever the caller may see of it */
        Outcome apply(Input input, RecordSnapshot stage);
    }

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot after = input.after();
        if (after == null) {
            return Outcome.none();
        }
        return input.records()
                .find(Caller.system(), StageType.TYPE, after.reference(OpportunityType.STAGE))
                .map(stage -> rule.apply(input, stage))
                .orElseGet(Outcome::none);
    }
}
