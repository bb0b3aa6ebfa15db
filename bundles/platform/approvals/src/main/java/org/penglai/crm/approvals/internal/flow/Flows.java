package org.penglai.crm.approvals.internal.flow;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the flow of a record. */
public final class Flows {
    private static final Logger LOG = LoggerFactory.getLogger(Flows.class);
    private static final int MOST = 200;

    private Flows() {}

    /** The first active flow of the record's type whose condition the record meets as it is stored. */
    public static Optional<RecordSnapshot> of(RecordReader records, String type, long id) {
        return active(records, type).stream()
                .filter(flow -> holds(records, type, id, flow.text(ApprovalFlowsType.CONDITION)))
                .findFirst();
    }

    /** The active flows of a type, in their order. */
    public static List<RecordSnapshot> active(RecordReader records, String type) {
        return records.list(
                Caller.system(),
                ApprovalFlowsType.TYPE,
                new RecordQuery(
                        ApprovalFlowsType.ACTIVE + "==true;" + ApprovalFlowsType.FOR_TYPE + "==" + type,
                        ApprovalFlowsType.POSITION + ",id",
                        MOST));
    }

    /** Whether the record as it is stored meets a condition; one that does not work any more is met. */
    public static boolean holds(RecordReader records, String type, long id, String condition) {
        if (condition == null) {
            return true;
        }
        try {
            return !records.list(
                            Caller.system(),
                            type,
                            new RecordQuery("id==" + RecordId.format(id) + ";(" + condition + ")", "", 1))
                    .isEmpty();
        } catch (CrmException refused) {
            // Rather once too often: nothing gets through because a field is no longer there.
            LOG.warn("The condition {} on {} does not work: {}", condition, type, refused.getMessage());
            return true;
        }
    }

    /** The flow with its steps as they are now. */
    public static Plan plan(RecordReader records, RecordSnapshot flow) {
        List<Plan.Step> steps = records
                .list(
                        Caller.system(),
                        ApprovalFlowStepsType.TYPE,
                        new RecordQuery(
                                ApprovalFlowStepsType.FLOW + "==" + RecordId.format(flow.id()),
                                ApprovalFlowStepsType.POSITION + ",id",
                                MOST))
                .stream()
                .map(Flows::step)
                .toList();
        return new Plan(
                flow.id(),
                flow.text(ApprovalFlowsType.NAME),
                (int) flow.integer(ApprovalFlowsType.REVISION, 0),
                flow.reference(ApprovalFlowsType.FALLBACK),
                names(flow.text(ApprovalFlowsType.WATCHED)),
                flow.text(ApprovalFlowsType.AMOUNT),
                (int) flow.integer(ApprovalFlowsType.REMIND, 0),
                steps);
    }

    private static Plan.Step step(RecordSnapshot step) {
        return new Plan.Step(
                step.text(ApprovalFlowStepsType.NAME),
                Who.of(step.text(ApprovalFlowStepsType.WHO)),
                people(step, ApprovalFlowStepsType.USERS),
                step.reference(ApprovalFlowStepsType.ROLE),
                (int) step.integer(ApprovalFlowStepsType.LEVEL, 1),
                limits(step.text(ApprovalFlowStepsType.LIMITS)),
                step.text(ApprovalFlowStepsType.FIELD),
                Mode.of(step.text(ApprovalFlowStepsType.MODE)),
                step.reference(ApprovalFlowStepsType.FALLBACK),
                step.text(ApprovalFlowStepsType.CONDITION),
                people(step, ApprovalFlowStepsType.COPIES));
    }

    private static List<Long> people(RecordSnapshot step, String field) {
        return step.values().get(field) instanceof List<?> links
                ? links.stream().map(link -> ((RecordLink) link).id()).toList()
                : List.of();
    }

    /** Actions that are refused until the record is approved. */
    public static List<String> guarded(RecordSnapshot flow) {
        return names(flow.text(ApprovalFlowsType.GUARDED));
    }

    static List<String> names(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,，;；\\s]+"))
                        .filter(name -> !name.isBlank())
                        .toList();
    }

    /** @throws NumberFormatException if one is no number */
    static List<BigDecimal> limits(String text) {
        return names(text).stream().map(BigDecimal::new).toList();
    }
}
