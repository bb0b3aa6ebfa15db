package org.penglai.crm.approvals.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.approvals.internal.course.Amounts;
import org.penglai.crm.approvals.internal.course.ApprovalActions;
import org.penglai.crm.approvals.internal.course.ApprovalStepsType;
import org.penglai.crm.approvals.internal.course.ApprovalsType;
import org.penglai.crm.approvals.internal.course.PendingLock;
import org.penglai.crm.approvals.internal.course.WholeLock;
import org.penglai.crm.records.spi.TypeContribution;

/** Gives every approvable type the actions of approval and the rule that keeps a pending record as it is. */
@Component
public final class ApprovalContribution implements TypeContribution {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Currencies currencies;

    /** What people write in the records of each type, parts of documents among them. */
    private final Map<String, Set<String>> written = new ConcurrentHashMap<>();

    @Override
    public RecordDefinition extend(RecordDefinition definition) {
        written.put(
                definition.type(),
                definition.fields().stream()
                        .filter(field -> !field.readOnly() && !field.computed())
                        .map(FieldDefinition::name)
                        .collect(Collectors.toUnmodifiableSet()));
        if (!definition.traits().contains(Trait.APPROVABLE)) {
            return definition;
        }
        PendingLock lock = new PendingLock(definition);
        List<RecordHook> hooks = new ArrayList<>(List.of(lock));
        for (RecordHook hook : definition.hooks()) {
            if (hook instanceof DocumentRule rule && !rule.grid().columns().isEmpty()) {
                hooks.add(new WholeLock(rule, lock, type -> written.getOrDefault(type, Set.of())));
            }
        }
        return definition.plus(
                hooks,
                new ApprovalActions(definition.titleField(), new Amounts(() -> currencies)).all(),
                List.of(ApprovalsType.TYPE, ApprovalStepsType.TYPE));
    }
}
