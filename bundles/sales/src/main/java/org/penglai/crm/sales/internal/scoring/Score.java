package org.penglai.crm.sales.internal.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.lead.LeadType;

/**
 * What a lead is worth, and why.
 *
 * @param points sum of the rules that apply; null if there are no rules
 * @param reasons the rules with their points; null if none applies
 */
public record Score(Long points, String reasons) {
    private static final int LONGEST = 1_000;

    /** The firm's active rules, whoever may see them. */
    static List<RecordSnapshot> rules(RecordReader records) {
        return records.list(Caller.system(), ScoringRuleType.TYPE, new RecordQuery("isActive==true", "id", 200));
    }

    static Score of(RecordSnapshot lead, List<RecordSnapshot> rules) {
        if (rules.isEmpty()) {
            return new Score(null, null);
        }
        long points = 0;
        List<String> reasons = new ArrayList<>();
        for (RecordSnapshot rule : rules) {
            Comparison comparison = Comparison.of(rule.text(ScoringRuleType.OPERATOR));
            Object value = lead.values().get(rule.text(ScoringRuleType.FIELD));
            if (comparison.holds(value, rule.text(ScoringRuleType.VALUE))) {
                long worth = rule.integer(ScoringRuleType.POINTS, 0);
                points += worth;
                reasons.add(rule.text(ScoringRuleType.NAME) + (worth < 0 ? " " : " +") + worth);
            }
        }
        String all = String.join("；", reasons);
        return new Score(points, reasons.isEmpty() ? null : all.length() > LONGEST ? all.substring(0, LONGEST) : all);
    }

    /** Whether the lead says so already. */
    boolean isOf(RecordSnapshot lead) {
        return Objects.equals(points, lead.get(LeadType.SCORE, Long.class))
                && Objects.equals(reasons, lead.text(LeadType.SCORE_REASONS));
    }
}
