package org.penglai.crm.sales.internal.opportunity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.opportunity.line.OpportunityLineType;

/**
 * Notes how each deal stood, whenever its stage, what is expected of it, or who stands for it changes: stages that stay the
 * same tell of the others. Each row holds until the next, so what was open at a moment, with what amount and with whom, can
 * be read from these rows alone. Comes after the amount of the lines.
 */
final class StageHistory implements DocumentRule {
    private static final List<String> WATCHED = List.of(
            OpportunityType.STAGE,
            OpportunityType.AMOUNT,
            OpportunityType.PROBABILITY,
            OpportunityType.EXPECTED_CLOSE_ON,
            OpportunityType.FORECAST_CATEGORY,
            OpportunityType.CLOSED_ON,
            SystemFields.OWNER);

    private final Standing standing;

    StageHistory(Standing standing) {
        this.standing = standing;
    }

    @Override
    public String parts() {
        return OpportunityLineType.TYPE;
    }

    @Override
    public String field() {
        return OpportunityLineType.OPPORTUNITY;
    }

    @Override
    public Outcome settle(Whole whole) {
        RecordSnapshot before = whole.before();
        RecordSnapshot after = whole.document();
        if (before != null && WATCHED.stream().allMatch(name -> isSame(before, after, name))) {
            return Outcome.none();
        }
        List<RecordSnapshot> held = before == null ? List.of() : held(whole.records(), after.id());
        RecordSnapshot last = held.isEmpty() ? null : held.get(0);
        Map<String, Object> row = standing.row(
                whole.records(),
                before,
                after,
                last,
                whole.now(),
                whole.caller().zone());
        row.put(StageChangeType.TITLE, title(whole.records(), (Long) row.get(StageChangeType.FROM), (Long)
                row.get(StageChangeType.TO)));
        row.put(
                StageChangeType.BY,
                whole.caller().isSystem() ? null : whole.caller().userId());
        Outcome outcome = Outcome.none();
        held.forEach(each -> outcome.follow(new RecordChange.Update(
                StageChangeType.TYPE, each.id(), null, Map.of(StageChangeType.UNTIL, whole.now()))));
        return outcome.follow(new RecordChange.Create(StageChangeType.TYPE, row));
    }

    /** The rows that no later one has ended, the newest first: one. */
    static List<RecordSnapshot> held(RecordReader records, long opportunity) {
        String current = StageChangeType.OPPORTUNITY + "==" + RecordId.format(opportunity) + ";" + StageChangeType.UNTIL
                + "=null=true";
        return records.list(Caller.system(), StageChangeType.TYPE, new RecordQuery(current, "-at,-id", 10));
    }

    private static boolean isSame(RecordSnapshot before, RecordSnapshot after, String name) {
        return Objects.equals(before.values().get(name), after.values().get(name));
    }

    static String title(RecordReader records, Long from, Long to) {
        String now = name(records, to);
        return from == null || from.equals(to) ? now : name(records, from) + " → " + now;
    }

    private static String name(RecordReader records, Long stage) {
        return records.find(Caller.system(), StageType.TYPE, stage)
                .map(found -> found.text(StageType.NAME))
                .orElse("?");
    }
}
