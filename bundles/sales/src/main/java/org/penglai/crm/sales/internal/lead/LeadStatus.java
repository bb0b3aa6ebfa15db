package org.penglai.crm.sales.internal.lead;

import static org.penglai.crm.api.records.FieldKind.PICKLIST;

import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;

/** How a lead's status moves: new, following, then converted for good, or invalid until it is taken up again. */
final class LeadStatus {
    static final String NEW = "new";
    static final String FOLLOWING = "following";
    static final String CONVERTED = "converted";
    static final String INVALID = "invalid";

    private LeadStatus() {}

    static ActionDefinition follow() {
        return ActionDefinition.of("follow", "开始跟进", "Start following", input -> {
                    require(input.record(), NEW);
                    return Outcome.none().set(LeadType.STATUS, FOLLOWING);
                })
                .onlyIf(ActionCondition.is(LeadType.STATUS, NEW));
    }

    static ActionDefinition invalidate() {
        return ActionDefinition.of("invalidate", "标记无效", "Mark as invalid", input -> {
                    require(input.record(), NEW, FOLLOWING);
                    return Outcome.none()
                            .set(LeadType.STATUS, INVALID)
                            .set(LeadType.INVALID_REASON, input.arguments().get("reason"));
                })
                .asking("reason", PICKLIST, f -> reasons(f.label("无效原因", "Reason"))
                        .required())
                .onlyIf(ActionCondition.is(LeadType.STATUS, NEW, FOLLOWING));
    }

    static ActionDefinition reactivate() {
        return ActionDefinition.of("reactivate", "重新激活", "Reactivate", input -> {
                    require(input.record(), INVALID);
                    return Outcome.none().set(LeadType.STATUS, FOLLOWING).set(LeadType.INVALID_REASON, null);
                })
                .onlyIf(ActionCondition.is(LeadType.STATUS, INVALID));
    }

    static FieldBuilder reasons(FieldBuilder field) {
        return field.option("wrongNumber", "联系不上", "Cannot be reached")
                .option("noDemand", "没有需求", "No demand")
                .option("duplicate", "重复线索", "Duplicate")
                .option("spam", "垃圾信息", "Spam")
                .option("other", "其他", "Other");
    }

    /** @throws Conflict if the lead is in none of these states */
    static void require(RecordSnapshot lead, String... states) {
        String status = lead.text(LeadType.STATUS);
        if (CONVERTED.equals(status)) {
            throw new Conflict("alreadyConverted", Localized.of("线索已经转换。", "The lead has been converted already."));
        }
        if (!Set.of(states).contains(status)) {
            throw new Conflict(
                    "wrongState", Localized.of("线索当前状态不允许这个操作。", "The lead's present status does not allow this."));
        }
    }
}
