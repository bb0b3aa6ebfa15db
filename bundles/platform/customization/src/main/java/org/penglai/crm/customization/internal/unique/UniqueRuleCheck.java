package org.penglai.crm.customization.internal.unique;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Whether values of the fields can be compared. */
final class UniqueRuleCheck implements RecordHook {
    private static final int MOST = 4;

    private final Supplier<Types> types;

    UniqueRuleCheck(Supplier<Types> types) {
        this.types = types;
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
        List<String> names = FieldNames.of(rule.text("fields"));
        if (names.isEmpty() || names.size() > MOST) {
            outcome.reject(Violation.of(
                    "fields", "fieldNumber", "请写 1 至 " + MOST + " 个字段。", "Name 1 to " + MOST + " fields."));
        }
        names.forEach(name -> reject(name, type.get().field(name), outcome));
        return outcome;
    }

    private static void reject(String name, Optional<StoredField> field, Outcome outcome) {
        if (field.isEmpty()) {
            outcome.reject(
                    Violation.of("fields", "unknownField", "没有字段 " + name + "。", "There is no field " + name + "."));
            return;
        }
        boolean usable = field.get().comparable() && !field.get().system();
        if (!usable) {
            outcome.reject(Violation.of(
                    "fields",
                    "notComparable",
                    "字段 " + name + " 不能设为唯一。",
                    "The field " + name + " cannot be part of a unique rule."));
        }
    }
}
