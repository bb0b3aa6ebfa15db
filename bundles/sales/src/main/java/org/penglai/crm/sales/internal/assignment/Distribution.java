package org.penglai.crm.sales.internal.assignment;

import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.sales.internal.lead.LeadType;

/** Assignment by the rules as people meet it: as an action, and as a notice to whoever gets a lead. */
public final class Distribution {
    private Distribution() {}

    /** Gives a lead to whom the rules choose, whoever has it now. */
    public static ActionDefinition action() {
        return ActionDefinition.of("distribute", "按规则分配", "Assign by rules", input -> {
                    Assignment.Choice choice = new Assignment(input.records(), input.now())
                            .of(input.record())
                            .orElseThrow(() -> new Conflict(
                                    "noRule", Localized.of("没有适用于该线索的分配规则。", "No assignment rule fits this lead.")));
                    Outcome outcome = Outcome.none();
                    choice.values(input.now()).forEach(outcome::set);
                    return choice.counted() == null ? outcome : outcome.follow(choice.counted());
                })
                .onlyIf(ActionCondition.is("status", "new", "following"));
    }

    /** Stands or falls with the assignment. */
    public static Outcome tell(RecordHook.Input input) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        boolean isAssigned = after != null
                && after.values().get(LeadType.ASSIGNED_AT) != null
                && (before == null
                        || !after.values()
                                .get(LeadType.ASSIGNED_AT)
                                .equals(before.values().get(LeadType.ASSIGNED_AT)));
        Long owner = isAssigned ? after.reference(LeadType.OWNER) : null;
        return owner == null
                ? Outcome.none()
                : Outcome.none()
                        .notify(new Notice(
                                Set.of(owner),
                                "leadAssigned",
                                Localized.of("新分配给您的线索", "A new lead for you"),
                                after.text(LeadType.NAME),
                                LeadType.TYPE,
                                after.id()));
    }
}
