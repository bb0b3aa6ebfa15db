package org.penglai.crm.sales.internal.scoring;

import java.util.EnumSet;
import java.util.Set;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.sales.internal.lead.LeadType;

/** A rule looks at a field that leads have, in a way that fits it. */
final class ScoringRuleCheck implements RecordHook {
    private static final Set<FieldKind> PLAIN = EnumSet.of(
            FieldKind.TEXT,
            FieldKind.LONG_TEXT,
            FieldKind.ENUMERATION,
            FieldKind.PICKLIST,
            FieldKind.REGION,
            FieldKind.EMAIL,
            FieldKind.PHONE,
            FieldKind.INTEGER);

    private static final Set<String> OWN_RESULTS = Set.of(LeadType.SCORE, LeadType.SCORE_REASONS);

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot rule = input.after();
        if (rule == null) {
            return outcome;
        }
        String name = rule.text(ScoringRuleType.FIELD).strip();
        Comparison comparison = Comparison.of(rule.text(ScoringRuleType.OPERATOR));
        FieldDefinition field = Leads.DEFINITION.field(name).orElse(null);
        if (field == null || OWN_RESULTS.contains(name) || comparison.looksInside() && !PLAIN.contains(field.kind())) {
            return outcome.reject(Violation.of(
                    ScoringRuleType.FIELD,
                    "unknownField",
                    "线索没有可以这样比较的字段 " + name + "。",
                    "Leads have no field " + name + " that can be compared like this."));
        }
        if (comparison.looksInside() && field.sensitive()) {
            return outcome.reject(Violation.of(
                    ScoringRuleType.OPERATOR,
                    "sensitive",
                    "加密字段只能判断是否填写。",
                    "Of an encrypted field a rule can only ask whether it is filled in."));
        }
        String value = rule.text(ScoringRuleType.VALUE);
        if (comparison.looksInside()
                && (value == null || comparison == Comparison.AT_LEAST && !Comparison.isNumber(value))) {
            outcome.reject(Violation.of(
                    ScoringRuleType.VALUE,
                    "required",
                    comparison == Comparison.AT_LEAST ? "请填写数字。" : "请填写要比较的值。",
                    comparison == Comparison.AT_LEAST ? "Give a number." : "Give a value to compare with."));
        }
        return outcome.set(ScoringRuleType.FIELD, name);
    }

    /** Made when it is first needed, since leads know of their forms and rules, too. */
    private static final class Leads {
        static final RecordDefinition DEFINITION = new LeadType().definition();
    }
}
