package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;

/** What a stage says can be meant: a share as probability, days, fields that opportunities have. */
final class StageRules implements RecordHook {
    private static final long MOST_DAYS = 3_650;

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot stage = input.after();
        Outcome outcome = Outcome.none();
        if (stage == null) {
            return outcome;
        }
        BigDecimal probability = stage.get(StageType.PROBABILITY, BigDecimal.class);
        if (probability != null && !Shares.isShare(probability)) {
            outcome.reject(Shares.notAShare(StageType.PROBABILITY));
        }
        Long days = stage.get(StageType.STAGNANT_DAYS, Long.class);
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            outcome.reject(Violation.of(
                    StageType.STAGNANT_DAYS, "outOfRange", "天数须在 1 到 3650 之间。", "Between 1 and 3,650 days."));
        }
        RequiredFields required = RequiredFields.of(stage);
        List<String> unknown = new ArrayList<>(required.names());
        unknown.removeIf(name -> name.startsWith(RequiredFields.CUSTOM) || known().contains(name));
        if (!unknown.isEmpty()) {
            String names = String.join(", ", unknown);
            outcome.reject(Violation.of(
                    StageType.REQUIRED_FIELDS,
                    "unknownField",
                    "商机没有这些可填写的字段：" + names,
                    "Opportunities have no such fields to fill in: " + names));
        }
        return required.text().equals(stage.text(StageType.REQUIRED_FIELDS)) || required.isEmpty()
                ? outcome
                : outcome.set(StageType.REQUIRED_FIELDS, required.text());
    }

    private static Set<String> known() {
        return OpportunityType.described().build().fields().stream()
                .filter(field -> !field.readOnly())
                .map(FieldDefinition::name)
                .filter(name -> !SystemFields.isSystem(name))
                .collect(Collectors.toSet());
    }
}
