package org.penglai.crm.approvals.internal.course;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.approvals.internal.flow.Plan;

/**
 * Keeps a record as it is while people decide on it, and makes an approval void once what it was given for is changed.
 * What the platform and other modules compute goes on.
 */
public final class PendingLock implements RecordHook {
    /** What people can change. */
    private final Set<String> own;
    /** The same, and the totals below a document's lines, which tell what the lines are. */
    private final Set<String> content;
    /** What only actions and the platform write. */
    private final Set<String> state;

    /** @param type whose records are decided */
    public PendingLock(RecordDefinition type) {
        own = type.fields().stream()
                .filter(field -> !field.readOnly())
                .map(FieldDefinition::name)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> totals = type.hooks().stream()
                .filter(DocumentRule.class::isInstance)
                .flatMap(rule -> ((DocumentRule) rule).grid().totals().stream())
                .collect(Collectors.toUnmodifiableSet());
        content = type.fields().stream()
                .filter(field -> !field.readOnly() || field.computed() && totals.contains(field.name()))
                .map(FieldDefinition::name)
                .collect(Collectors.toUnmodifiableSet());
        state = type.fields().stream()
                .filter(field -> field.readOnly() && !field.computed())
                .map(FieldDefinition::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (before == null) {
            return Outcome.none();
        }
        String status = before.text(ApprovalFields.STATUS);
        if (after == null) {
            if (ApprovalFields.PENDING.equals(status)) {
                throw Refusals.locked();
            }
            return Outcome.none();
        }
        if (!Objects.equals(status, after.text(ApprovalFields.STATUS))) {
            // Itself a step of the approval.
            return Outcome.none();
        }
        if (ApprovalFields.PENDING.equals(status) && isTouched(before, after)) {
            throw Refusals.locked();
        }
        return ApprovalFields.APPROVED.equals(status)
                ? voided(input.records(), before, after, false, input.caller(), input.now())
                : Outcome.none();
    }

    private boolean isTouched(RecordSnapshot before, RecordSnapshot after) {
        return differs(before, after, own) || differs(before, after, Set.of(SystemFields.TAGS, SystemFields.OWNER));
    }

    /** An action may fill in what was empty, such as the day that the record takes effect. */
    private boolean isOther(RecordSnapshot before, RecordSnapshot after) {
        boolean action = differs(before, after, state);
        return differs(
                before,
                after,
                content.stream()
                        .filter(field -> !action || before.values().get(field) != null)
                        .toList());
    }

    private static boolean differs(RecordSnapshot before, RecordSnapshot after, Iterable<String> fields) {
        for (String field : fields) {
            if (!Objects.equals(before.values().get(field), after.values().get(field))) {
                return true;
            }
        }
        return false;
    }

    /** @param parts whether parts of the document were changed, of which nothing shows in the document itself */
    Outcome voided(
            RecordReader records,
            RecordSnapshot before,
            RecordSnapshot after,
            boolean parts,
            Caller caller,
            Instant now) {
        Optional<RecordSnapshot> approval = Opened.latest(records, before, ApprovalFields.APPROVED);
        List<String> watched = approval.map(
                        found -> Plan.of(found.text(ApprovalsType.PLAN)).watched())
                .orElse(List.of());
        boolean changed = watched.isEmpty() ? parts || isOther(before, after) : differs(before, after, watched);
        if (!changed) {
            return Outcome.none();
        }
        Outcome outcome = Outcome.none().set(ApprovalFields.STATUS, ApprovalFields.NONE);
        approval.ifPresent(given -> {
            outcome.follow(new RecordChange.Update(
                    ApprovalsType.TYPE, given.id(), null, Map.of(ApprovalsType.VOIDED_AT, now)));
            Long requester = given.reference(ApprovalsType.REQUESTER);
            if (requester != null) {
                outcome.notify(new Notice(
                        Set.of(requester),
                        "approval",
                        Localized.of(
                                "审批已失效：" + given.text(ApprovalsType.TITLE),
                                "Approval is void: " + given.text(ApprovalsType.TITLE)),
                        caller.displayName(),
                        before.type(),
                        before.id()));
            }
        });
        return outcome;
    }
}
