package org.penglai.crm.customization.internal.option;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Whether an option makes sense: used ones are retired, never deleted; system codes can only be called otherwise. */
final class OptionCheck implements RecordHook {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");
    private static final List<String> FINAL = List.of("type", "field", "code");

    private final Supplier<Types> types;

    /** @param types gives those of the platform whenever something is written */
    OptionCheck(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        switch (input.operation()) {
            case CREATE -> create(input.after(), outcome);
            case UPDATE -> update(input.before(), input.after(), outcome);
            case DELETE -> delete(input, outcome);
        }
        return outcome;
    }

    private void create(RecordSnapshot option, Outcome outcome) {
        StoredField field = field(option).orElse(null);
        if (field == null || !hasOptions(field)) {
            outcome.reject(Violation.of("field", "unknownField", "没有这个选项字段。", "There is no such field with options."));
            return;
        }
        String code = option.text("code");
        if (!CODE.matcher(code).matches()) {
            outcome.reject(
                    Violation.of("code", "badCode", "只含字母、数字、- 和 _，最多 60 个。", "Letters, digits, - and _; at most 60."));
        }
        if (field.kind() == FieldKind.ENUMERATION && field.option(code).isEmpty()) {
            outcome.reject(
                    Violation.of("code", "systemCode", "系统字段只能改名称。", "Options of this field can only be renamed."));
        }
        systemStays(field, option, outcome);
    }

    private void update(RecordSnapshot before, RecordSnapshot after, Outcome outcome) {
        for (String name : FINAL) {
            if (!Objects.equals(before.values().get(name), after.values().get(name))) {
                outcome.reject(Violation.of(name, "readOnly", "创建后不能更改。", "Cannot be changed once created."));
            }
        }
        field(after).ifPresent(field -> systemStays(field, after, outcome));
    }

    private static void systemStays(StoredField field, RecordSnapshot option, Outcome outcome) {
        if (field.kind() == FieldKind.ENUMERATION
                && Boolean.TRUE.equals(option.values().get("retired"))) {
            outcome.reject(
                    Violation.of("retired", "systemCode", "系统字段的选项不能停用。", "Options of this field cannot be retired."));
        }
    }

    private void delete(Input input, Outcome outcome) {
        RecordSnapshot option = input.before();
        StoredField field = field(option).orElse(null);
        if (field == null || input.caller().isSystem()) {
            return;
        }
        RecordQuery query = new RecordQuery(field.name() + "==" + option.text("code"), "", 1);
        if (!input.records().list(Caller.system(), option.text("type"), query).isEmpty()) {
            outcome.reject(
                    Violation.of("code", "inUse", "已有记录使用此选项，请改为停用。", "Records have this option; retire it instead."));
        }
    }

    /** Another node may have added the field a moment ago. */
    private Optional<StoredField> field(RecordSnapshot option) {
        Optional<StoredField> known = known(option);
        if (known.isEmpty()) {
            types.get().refresh();
            known = known(option);
        }
        return known;
    }

    private Optional<StoredField> known(RecordSnapshot option) {
        Optional<StoredType> type = types.get().find(option.text("type"));
        return type.flatMap(found -> found.field(option.text("field")));
    }

    private static boolean hasOptions(StoredField field) {
        return field.kind() == FieldKind.PICKLIST
                || field.kind() == FieldKind.CHOICES
                || field.kind() == FieldKind.ENUMERATION;
    }
}
