package org.penglai.crm.customization.internal.rule;

import java.util.Optional;
import java.util.function.Supplier;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.RecordFilters;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Whether a validation rule can be evaluated. */
final class RuleCheck implements RecordHook {
    private final Supplier<Types> types;
    private final Supplier<RecordFilters> filters;

    RuleCheck(Supplier<Types> types, Supplier<RecordFilters> filters) {
        this.types = types;
        this.filters = filters;
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot rule = input.after();
        if (rule == null) {
            return outcome;
        }
        Optional<StoredType> type = types.get().find(rule.text("type"));
        if (type.isEmpty()) {
            return outcome.reject(Violation.of("type", "unknownType", "没有这个对象。", "There is no such type."));
        }
        String field = rule.text("field");
        if (field != null && type.get().field(field).isEmpty()) {
            outcome.reject(Violation.of("field", "unknownField", "没有这个字段。", "There is no such field."));
        }
        try {
            filters.get().check(type.get(), rule.text("condition"));
        } catch (CrmException wrong) {
            outcome.reject(new Violation(
                    "condition",
                    "badFilter",
                    wrong.violations().isEmpty()
                            ? wrong.text()
                            : wrong.violations().get(0).message()));
        }
        return outcome;
    }
}
