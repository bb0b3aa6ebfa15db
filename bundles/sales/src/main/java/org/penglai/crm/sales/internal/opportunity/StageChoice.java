package org.penglai.crm.sales.internal.opportunity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * Every opportunity has a stage and is in the pipeline of that stage. Who names only one of the two gets the other: the
 * pipeline of the stage, or the first stage of the pipeline; who names none is in the default pipeline.
 */
final class StageChoice implements RecordHook {
    private static final String FIRST = "order,id";

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot after = input.after();
        if (after == null) {
            return Outcome.none();
        }
        Long stage = after.reference(OpportunityType.STAGE);
        Long pipeline = after.reference(OpportunityType.PIPELINE);
        boolean otherPipeline = changed(input, OpportunityType.PIPELINE);
        boolean otherStage = changed(input, OpportunityType.STAGE);
        if (stage == null && input.before() != null) {
            return Outcome.none()
                    .reject(Violation.of(OpportunityType.STAGE, "required", "请选择阶段。", "A stage is required."));
        }
        if (stage == null || otherPipeline && !otherStage) {
            return first(input.records(), pipeline)
                    .map(found -> in(found, pipeline))
                    .orElseGet(() -> Outcome.none()
                            .reject(Violation.of(
                                    OpportunityType.STAGE,
                                    "required",
                                    "销售流程没有可用的阶段。",
                                    "The pipeline has no stage to begin with.")));
        }
        Optional<RecordSnapshot> chosen = input.records().find(Caller.system(), StageType.TYPE, stage);
        if (chosen.isEmpty() || !otherStage && !otherPipeline) {
            return Outcome.none();
        }
        if (!Boolean.TRUE.equals(chosen.get().get(StageType.IS_ACTIVE, Boolean.class))) {
            return Outcome.none()
                    .reject(Violation.of(
                            OpportunityType.STAGE,
                            "notActive",
                            "该阶段已停用。",
                            "This stage takes no opportunities any more."));
        }
        boolean elsewhere = !Objects.equals(chosen.get().reference(StageType.PIPELINE), pipeline);
        if (elsewhere && otherPipeline && pipeline != null) {
            return Outcome.none()
                    .reject(Violation.of(
                            OpportunityType.STAGE,
                            "otherPipeline",
                            "该阶段不属于所选的销售流程。",
                            "This stage is not one of the pipeline."));
        }
        return in(chosen.get(), pipeline);
    }

    private static Outcome in(RecordSnapshot stage, Long pipeline) {
        Outcome outcome = Outcome.none().set(OpportunityType.STAGE, stage.id());
        Long own = stage.reference(StageType.PIPELINE);
        return Objects.equals(own, pipeline) ? outcome : outcome.set(OpportunityType.PIPELINE, own);
    }

    /** @param pipeline null for the default one */
    static Optional<RecordSnapshot> first(RecordReader records, Long pipeline) {
        Long chosen = pipeline == null ? defaultPipeline(records) : pipeline;
        if (chosen == null) {
            return Optional.empty();
        }
        String stages = "pipeline==" + RecordId.format(chosen) + ";isActive==true;kind==open";
        return records.list(Caller.system(), StageType.TYPE, new RecordQuery(stages, FIRST, 1)).stream()
                .findFirst();
    }

    private static Long defaultPipeline(RecordReader records) {
        List<RecordSnapshot> pipelines =
                records.list(Caller.system(), PipelineType.TYPE, new RecordQuery("", FIRST, 200));
        return pipelines.stream()
                .filter(pipeline -> Boolean.TRUE.equals(pipeline.get(PipelineType.IS_DEFAULT, Boolean.class)))
                .findFirst()
                .or(() -> pipelines.stream().findFirst())
                .map(RecordSnapshot::id)
                .orElse(null);
    }

    private static boolean changed(Input input, String reference) {
        return input.before() == null
                ? input.after().reference(reference) != null
                : !Objects.equals(
                        input.before().reference(reference), input.after().reference(reference));
    }
}
