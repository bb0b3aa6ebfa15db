package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.internal.types.RegisteredType;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.ReadMode;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Reads and judges the values of a change. Safe for any thread. */
final class ChangeValues {
    private final FieldValues values;
    private final EntityClasses entities;

    ChangeValues(FieldValues values, EntityClasses entities) {
        this.values = values;
        this.entities = entities;
    }

    /**
     * The values that were sent, as snapshots hold them.
     *
     * @param before values of the record; null if it is being created
     * @param trusted whether read-only fields may be set
     */
    Map<String, Object> read(
            RegisteredType type,
            Map<String, Object> given,
            Map<String, Object> before,
            boolean trusted,
            List<Violation> problems) {
        Map<String, Object> sent = CustomFields.flat(type.type(), given);
        EntityAccess access = entities.of(type.definition().entity());
        Map<String, Object> read = new LinkedHashMap<>();
        sent.forEach((name, raw) -> {
            StoredField field = type.type().fields().get(name);
            if (field == null) {
                unknown(name, raw, problems);
                return;
            }
            if (!trusted && isComputed(type, field)) {
                return;
            }
            int known = problems.size();
            Object value = values.read(field, raw, ReadMode.STRICT, problems);
            if (problems.size() > known) {
                return;
            }
            if (!isWritable(type.type(), field, value, before, trusted)) {
                problems.add(Failures.readOnly(name));
            } else if (!field.system() && !field.custom() && !access.holds(field, value)) {
                problems.add(Failures.violation(name, "outOfRange", "数值太大。", "The number is too large."));
            } else if (Retired.isChosen(field, before == null ? null : before.get(name), value)) {
                problems.add(Failures.violation(
                        name,
                        "retiredOption",
                        "该选项已停用，不能再选择。",
                        "This option is retired and cannot be chosen any more."));
            } else {
                read.put(name, isList(field) && value == null ? List.of() : value);
            }
        });
        return read;
    }

    /** The values of a new record for which none are sent. */
    Map<String, Object> defaults(StoredType type) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        List<Violation> problems = new ArrayList<>();
        for (StoredField field : type.fields().values()) {
            Object value = field.defaultValue() == null
                    ? null
                    : values.read(field, field.defaultValue(), ReadMode.STRICT, problems);
            defaults.put(field.name(), isList(field) ? List.of() : value);
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return defaults;
    }

    /**
     * Which required fields have no value. A record that has lacked one since before the field was required can still be
     * updated otherwise.
     *
     * @param before values of the record; null if it is being created
     * @param complete whether rules have run and the platform's own values are there
     */
    void require(
            StoredType type,
            Map<String, Object> before,
            Map<String, Object> after,
            boolean complete,
            List<Violation> problems) {
        for (StoredField field : type.fields().values()) {
            boolean later = before == null && field.name().equals(type.numberField()) || !complete && field.readOnly();
            boolean lost = before == null || before.get(field.name()) != null;
            if (field.required() && lost && !later && after.get(field.name()) == null) {
                problems.add(Failures.required(field.name()));
            }
        }
    }

    /** Reads the arguments of an action. */
    Map<String, Object> arguments(List<StoredField> fields, Map<String, Object> sent, List<Violation> problems) {
        Map<String, StoredField> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        Map<String, Object> read = new LinkedHashMap<>();
        byName.keySet().forEach(name -> read.put(name, null));
        sent.forEach((name, raw) -> {
            if (byName.containsKey(name)) {
                read.put(name, values.read(byName.get(name), raw, ReadMode.STRICT, problems));
            } else {
                problems.add(Failures.unknownField(name));
            }
        });
        for (StoredField field : fields) {
            boolean refused =
                    problems.stream().anyMatch(problem -> problem.field().equals(field.name()));
            if (read.get(field.name()) == null && field.defaultValue() != null) {
                read.put(field.name(), values.read(field, field.defaultValue(), ReadMode.STRICT, problems));
            }
            if (field.required() && !refused && read.get(field.name()) == null) {
                problems.add(Failures.required(field.name()));
            }
        }
        return read;
    }

    private static boolean isComputed(RegisteredType type, StoredField field) {
        return field.readOnly()
                && type.definition()
                        .field(field.name())
                        .filter(FieldDefinition::computed)
                        .isPresent();
    }

    private static boolean isWritable(
            StoredType type, StoredField field, Object value, Map<String, Object> before, boolean trusted) {
        if (field.system()) {
            return !field.readOnly();
        }
        boolean number = field.name().equals(type.numberField());
        if (trusted || !field.readOnly() && !number) {
            return true;
        }
        // A number may be brought along at creation; later it, like every read-only field, may only be sent unchanged.
        return before == null ? number : Same.values(before.get(field.name()), value);
    }

    private static boolean isList(StoredField field) {
        return field.kind() == FieldKind.TAGS
                || field.kind() == FieldKind.EXTERNAL_IDS
                || field.kind() == FieldKind.LINKS
                || field.kind() == FieldKind.CHOICES;
    }

    private static void unknown(String name, Object raw, List<Violation> problems) {
        if (!SystemFields.CUSTOM.equals(name)) {
            problems.add(Failures.unknownField(name));
        } else if (raw != null) {
            problems.add(Failures.violation(name, "wrongType", "应为对象。", "An object is expected."));
        }
    }
}
