package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/**
 * Notes how each deal stood, whenever its stage or what is expected of it changes: stages that stay the same tell of other
 * expectations. What was open on a day, and with what amount, can be read from these rows alone.
 */
final class StageHistory implements RecordHook {
    private static final List<String> EXPECTED = List.of(
            OpportunityType.STAGE,
            OpportunityType.AMOUNT,
            OpportunityType.PROBABILITY,
            OpportunityType.EXPECTED_CLOSE_ON);

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (after == null || before != null && EXPECTED.stream().allMatch(name -> isSame(before, after, name))) {
            return Outcome.none();
        }
        Long from = before == null ? null : before.reference(OpportunityType.STAGE);
        Long to = after.reference(OpportunityType.STAGE);
        Map<String, Object> row = new HashMap<>();
        row.put(StageChangeType.TITLE, title(input, from, to));
        row.put(StageChangeType.OPPORTUNITY, after.id());
        row.put(StageChangeType.FROM, from);
        row.put(StageChangeType.TO, to);
        row.put(StageChangeType.AT, input.now());
        row.put(
                StageChangeType.BY,
                input.caller().isSystem() ? null : input.caller().userId());
        row.put(OpportunityType.AMOUNT, after.get(OpportunityType.AMOUNT, Money.class));
        row.put(OpportunityType.PROBABILITY, after.get(OpportunityType.PROBABILITY, BigDecimal.class));
        row.put(OpportunityType.EXPECTED_CLOSE_ON, after.get(OpportunityType.EXPECTED_CLOSE_ON, LocalDate.class));
        row.put(SystemFields.OWNER, after.reference(SystemFields.OWNER));
        return Outcome.none().follow(new RecordChange.Create(StageChangeType.TYPE, row));
    }

    private static boolean isSame(RecordSnapshot before, RecordSnapshot after, String name) {
        return Objects.equals(before.values().get(name), after.values().get(name));
    }

    private static String title(Input input, Long from, Long to) {
        String now = name(input, to);
        return from == null || from.equals(to) ? now : name(input, from) + " → " + now;
    }

    private static String name(Input input, Long stage) {
        return input.records()
                .find(Caller.system(), StageType.TYPE, stage)
                .map(found -> found.text(StageType.NAME))
                .orElse("?");
    }
}
