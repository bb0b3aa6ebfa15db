package org.penglai.crm.sales.internal.opportunity;

import java.util.Map;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** The pipeline that becomes the default one takes this from the one before. */
final class OneDefaultPipeline implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (isDefault(input.after()) && !isDefault(input.before())) {
            String rivals = PipelineType.IS_DEFAULT + "==true";
            input.records().list(Caller.system(), PipelineType.TYPE, RecordQuery.where(rivals)).stream()
                    .filter(rival -> rival.id() != input.after().id())
                    .forEach(rival -> outcome.follow(new RecordChange.Update(
                            PipelineType.TYPE, rival.id(), null, Map.of(PipelineType.IS_DEFAULT, false))));
        }
        return outcome;
    }

    private static boolean isDefault(RecordSnapshot pipeline) {
        return pipeline != null && Boolean.TRUE.equals(pipeline.get(PipelineType.IS_DEFAULT, Boolean.class));
    }
}
