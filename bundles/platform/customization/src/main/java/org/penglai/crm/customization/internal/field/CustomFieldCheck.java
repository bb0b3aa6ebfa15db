package org.penglai.crm.customization.internal.field;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Whether a custom field makes sense; gives it its column. */
final class CustomFieldCheck implements RecordHook {
    /** Types that describe others: a field of theirs would describe nothing. */
    private static final Set<String> FIXED =
            Set.of(CustomFieldsType.TYPE, "picklistOptions", "formLayouts", "validationRules", "numberRules", "roles");

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,29}");
    /** What a column means cannot be changed under its values. */
    private static final List<String> FINAL = List.of("type", "name", "kind", "maxLength", "scale", "target");

    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_COLUMN = 40;
    private static final int MOST_PLACES = 6;

    private final Supplier<Types> types;

    /** @param types gives those of the platform whenever something is written */
    CustomFieldCheck(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        switch (input.operation()) {
            case CREATE -> create(input.after(), outcome);
            case UPDATE -> update(input.before(), input.after(), outcome);
            case DELETE -> {
                if (!input.caller().isSystem()) {
                    outcome.reject(Violation.of(
                            "", "retireFirst", "请先停用，再彻底删除。", "Retire it first, then delete it for good."));
                }
            }
        }
        return outcome;
    }

    private void create(RecordSnapshot field, Outcome outcome) {
        String name = field.text("name");
        if (!NAME.matcher(name).matches()) {
            outcome.reject(Violation.of(
                    "name",
                    "badName",
                    "以小写字母开头，只含字母和数字，最多 30 个。",
                    "Begins with a lower-case letter; letters and digits only, at most 30."));
        }
        StoredType type = types.get().find(field.text("type")).orElse(null);
        if (type == null || FIXED.contains(type.name())) {
            outcome.reject(
                    Violation.of("type", "unknownType", "没有这个对象，或不能加字段。", "No such type, or it takes no fields."));
        } else if (type.field(name).isPresent()) {
            outcome.reject(Violation.of("name", "nameTaken", "该对象自带同名字段。", "The type has a field of that name."));
        }
        shape(field, outcome);
        if (outcome.violations().isEmpty()) {
            outcome.set("columnName", column(name));
        }
    }

    private void shape(RecordSnapshot field, Outcome outcome) {
        CustomKind kind = CustomKind.of(field.text("kind")).orElse(null);
        within(field, "maxLength", kind == CustomKind.TEXT, 1, LONGEST_TEXT, outcome);
        within(field, "scale", kind == CustomKind.DECIMAL, 0, MOST_PLACES, outcome);
        String target = field.text("target");
        boolean reference = kind == CustomKind.REFERENCE;
        if (reference != (target != null)
                || reference && types.get().find(target).isEmpty()) {
            outcome.reject(Violation.of(
                    "target", "badTarget", "引用字段须指明对象，其他字段不能。", "References name a type, other fields do not."));
        }
    }

    private static void within(
            RecordSnapshot field, String name, boolean fits, long least, long most, Outcome outcome) {
        Object value = field.values().get(name);
        if (value instanceof Long number && (!fits || number < least || number > most)) {
            outcome.reject(Violation.of(
                    name,
                    "outOfRange",
                    fits ? "应在 " + least + " 到 " + most + " 之间。" : "此类型没有这一项。",
                    fits ? "Must be from " + least + " to " + most + "." : "Fields of this kind have none."));
        }
    }

    private static void update(RecordSnapshot before, RecordSnapshot after, Outcome outcome) {
        for (String name : FINAL) {
            if (!Objects.equals(before.values().get(name), after.values().get(name))) {
                outcome.reject(Violation.of(name, "readOnly", "创建后不能更改。", "Cannot be changed once created."));
            }
        }
    }

    /** Snake case of the name; short enough for an index over it to have a name too. */
    private static String column(String name) {
        String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return "c_"
                + (snake.length() <= LONGEST_COLUMN
                        ? snake
                        : snake.substring(0, LONGEST_COLUMN - 9) + "_" + Integer.toHexString(name.hashCode()));
    }
}
