package org.penglai.crm.sales.internal.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.assignment.Turns;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.lead.LeadType;

/**
 * Finds who gets a lead: of the people of the first rule that fits, those who work today and have not had enough; of these
 * the one whose turn it is, or who has the fewest open leads. Nobody left, the rule's fallback gets it.
 */
public final class Assignment {
    private static final int MOST = 1_000;
    /** A region's code ends in pairs of zeros where it stands for a whole city or province. */
    private static final String WHOLE = "(00)+$";

    private final RecordReader records;
    private final Instant now;

    public Assignment(RecordReader records, Instant now) {
        this.records = records;
        this.now = now;
    }

    /**
     * @param rule which rule gave it
     * @param owner who gets it
     * @param counted keeps count of what the person was given, against the version that was looked at; null for a fallback
     */
    public record Choice(long rule, long owner, RecordChange counted) {
        /** What is written in the lead. */
        public Map<String, Object> values(Instant now) {
            return Map.of(LeadType.OWNER, owner, LeadType.ASSIGNMENT_RULE, rule, LeadType.ASSIGNED_AT, now);
        }
    }

    /** Empty if no rule fits. */
    public Optional<Choice> of(RecordSnapshot lead) {
        return records
                .list(
                        Caller.system(),
                        AssignmentRuleType.TYPE,
                        new RecordQuery("isActive==true", AssignmentRuleType.POSITION + ",id", MOST))
                .stream()
                .filter(rule -> fits(rule, lead))
                .map(rule -> by(rule).orElse(null))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static boolean fits(RecordSnapshot rule, RecordSnapshot lead) {
        String source = rule.text(AssignmentRuleType.SOURCE);
        String region = rule.text(AssignmentRuleType.REGION_WITHIN);
        Long form = rule.reference(AssignmentRuleType.FORM);
        Long score = rule.get(AssignmentRuleType.MIN_SCORE, Long.class);
        String from = lead.text("region");
        return (source == null || source.equals(lead.text(LeadType.SOURCE)))
                && (region == null || from != null && from.startsWith(region.replaceAll(WHOLE, "")))
                && (form == null || form.equals(lead.reference(LeadType.FORM)))
                && (score == null || lead.integer(LeadType.SCORE, 0) >= score);
    }

    /** Empty if not even the fallback is here any more. */
    private Optional<Choice> by(RecordSnapshot rule) {
        Turns turns = new Turns(records, LocalDate.ofInstant(now, ZoneId.of(rule.text(AssignmentRuleType.ZONE))));
        List<RecordSnapshot> all = records.list(
                Caller.system(), AssigneeType.TYPE, new RecordQuery("rule==" + RecordId.format(rule.id()), "id", MOST));
        boolean byLoad = AssignmentRuleType.LEAST_LOAD.equals(rule.text(AssignmentRuleType.METHOD));
        return turns.next(all, each -> true, user -> byLoad ? load(user) : 0)
                .map(turn -> new Choice(rule.id(), turn.user(), turn.counted()))
                .or(() -> turns.standIn(rule.reference(AssignmentRuleType.FALLBACK))
                        .map(user -> new Choice(rule.id(), user, null)));
    }

    /** Beyond a thousand everybody has the same. */
    private long load(long user) {
        String open = "owner==" + RecordId.format(user) + ";status=in=(new,following)";
        return records.list(Caller.system(), LeadType.TYPE, new RecordQuery(open, "id", MOST))
                .size();
    }
}
