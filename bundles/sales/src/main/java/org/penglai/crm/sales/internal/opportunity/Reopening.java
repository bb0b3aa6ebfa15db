package org.penglai.crm.sales.internal.opportunity;

import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** A deal that was won or lost goes on where it stood before it was closed. */
final class Reopening {
    private static final int LOOK_BACK = 200;

    private Reopening() {}

    static ActionDefinition action() {
        return ActionDefinition.of("reopen", "重新打开", "Reopen", input -> reopened(input.record(), input.records()))
                .onlyIf(ActionCondition.is(OpportunityType.STATUS, OpportunityStatus.WON, OpportunityStatus.LOST));
    }

    private static Outcome reopened(RecordSnapshot opportunity, RecordReader records) {
        if (!OpportunityStatus.isClosed(opportunity)) {
            throw new Conflict("wrongState", Localized.of("商机尚未结单。", "The opportunity is not closed."));
        }
        return lastOpenStage(opportunity, records)
                .or(() -> StageChoice.first(records, opportunity.reference(OpportunityType.PIPELINE)))
                .map(stage -> Outcome.none().set(OpportunityType.STAGE, stage.id()))
                .orElseThrow(() ->
                        new Conflict("noStage", Localized.of("销售流程没有进行中的阶段。", "The pipeline has no open stage.")));
    }

    private static Optional<RecordSnapshot> lastOpenStage(RecordSnapshot opportunity, RecordReader records) {
        String history = StageChangeType.OPPORTUNITY + "==" + RecordId.format(opportunity.id());
        return records
                .list(Caller.system(), StageChangeType.TYPE, new RecordQuery(history, "-at,-id", LOOK_BACK))
                .stream()
                .map(change -> change.reference(StageChangeType.TO))
                .distinct()
                .map(id -> records.find(Caller.system(), StageType.TYPE, id).orElse(null))
                .filter(Objects::nonNull)
                .filter(stage -> OpportunityStatus.OPEN.equals(stage.text(StageType.KIND)))
                .filter(stage -> Boolean.TRUE.equals(stage.get(StageType.IS_ACTIVE, Boolean.class)))
                .filter(stage -> Objects.equals(
                        stage.reference(StageType.PIPELINE), opportunity.reference(OpportunityType.PIPELINE)))
                .findFirst();
    }
}
