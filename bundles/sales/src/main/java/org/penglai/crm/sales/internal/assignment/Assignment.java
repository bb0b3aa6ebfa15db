package org.penglai.crm.sales.internal.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of(rule.text(AssignmentRuleType.ZONE)));
        List<RecordSnapshot> all = records.list(
                Caller.system(), AssigneeType.TYPE, new RecordQuery("rule==" + RecordId.format(rule.id()), "id", MOST));
        Map<Long, RecordSnapshot> people = people(rule, all);
        long last = all.stream().mapToLong(Assignment::turn).max().orElse(0);
        Comparator<RecordSnapshot> order = Comparator.comparingLong(Assignment::turn);
        if (AssignmentRuleType.LEAST_LOAD.equals(rule.text(AssignmentRuleType.METHOD))) {
            order = Comparator.<RecordSnapshot>comparingLong(each -> load(each.reference(AssigneeType.USER)))
                    .thenComparing(order);
        }
        Optional<RecordSnapshot> next = all.stream()
                .filter(each -> Boolean.TRUE.equals(each.get(AssigneeType.IS_ACTIVE, Boolean.class)))
                .filter(each -> isAtWork(people.get(each.reference(AssigneeType.USER)), today))
                .filter(each -> hasRoom(each, today))
                .min(order.thenComparingLong(RecordSnapshot::id));
        long fallback = rule.reference(AssignmentRuleType.FALLBACK);
        return next.map(each ->
                        new Choice(rule.id(), each.reference(AssigneeType.USER), counted(each, last + 1, today)))
                .or(() -> isActive(people.get(fallback))
                        ? Optional.of(new Choice(rule.id(), fallback, null))
                        : Optional.empty());
    }

    private Map<Long, RecordSnapshot> people(RecordSnapshot rule, List<RecordSnapshot> assignees) {
        String ids = Stream.concat(
                        assignees.stream().map(each -> each.reference(AssigneeType.USER)),
                        Stream.of(rule.reference(AssignmentRuleType.FALLBACK)))
                .distinct()
                .map(RecordId::format)
                .collect(Collectors.joining(","));
        return records.list(Caller.system(), "users", new RecordQuery("id=in=(" + ids + ")", "id", MOST)).stream()
                .collect(Collectors.toMap(RecordSnapshot::id, Function.identity()));
    }

    /** Beyond a thousand everybody has the same. */
    private long load(long user) {
        String open = "owner==" + RecordId.format(user) + ";status=in=(new,following)";
        return records.list(Caller.system(), LeadType.TYPE, new RecordQuery(open, "id", MOST))
                .size();
    }

    private static boolean isActive(RecordSnapshot user) {
        return user != null && "active".equals(user.text("status"));
    }

    private static boolean isAtWork(RecordSnapshot user, LocalDate today) {
        LocalDate absentUntil = user == null ? null : user.get("absentUntil", LocalDate.class);
        return isActive(user) && (absentUntil == null || absentUntil.isBefore(today));
    }

    private static boolean hasRoom(RecordSnapshot assignee, LocalDate today) {
        Long quota = assignee.get(AssigneeType.QUOTA_PER_DAY, Long.class);
        return quota == null || given(assignee, today) < quota;
    }

    private static long given(RecordSnapshot assignee, LocalDate today) {
        return today.equals(assignee.get(AssigneeType.GIVEN_ON, LocalDate.class))
                ? assignee.integer(AssigneeType.GIVEN_COUNT, 0)
                : 0;
    }

    private static long turn(RecordSnapshot assignee) {
        return assignee.integer(AssigneeType.TURN, 0);
    }

    private static RecordChange counted(RecordSnapshot assignee, long turn, LocalDate today) {
        Map<String, Object> values = new HashMap<>();
        values.put(AssigneeType.TURN, turn);
        values.put(AssigneeType.GIVEN_ON, today);
        values.put(AssigneeType.GIVEN_COUNT, given(assignee, today) + 1);
        return new RecordChange.Update(AssigneeType.TYPE, assignee.id(), assignee.version(), values);
    }
}
