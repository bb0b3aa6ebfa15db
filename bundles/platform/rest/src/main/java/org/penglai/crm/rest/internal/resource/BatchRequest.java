package org.penglai.crm.rest.internal.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.BulkDefaults;
import org.penglai.crm.records.spi.StoredType;

/**
 * A list of writes.
 *
 * @param atomic all or none, else each on its own
 * @param changes in order
 */
record BatchRequest(boolean atomic, List<RecordChange> changes) {
    private static final int LIMIT = 1_000;
    private static final Set<String> MEMBERS = Set.of("op", "id", "version", "values");

    /** @throws Invalid naming all that does not fit */
    static BatchRequest of(StoredType type, Map<String, Object> body) {
        List<Violation> violations = new ArrayList<>();
        body.keySet().stream()
                .filter(name -> !name.equals("atomic") && !name.equals("operations"))
                .forEach(name -> violations.add(unknown(name)));
        Object atomic = body.getOrDefault("atomic", Boolean.TRUE);
        if (!(atomic instanceof Boolean)) {
            violations.add(wrongType("atomic"));
        }
        List<RecordChange> changes = new ArrayList<>();
        if (!(body.get("operations") instanceof List<?> operations)) {
            violations.add(wrongType("operations"));
        } else if (operations.size() > LIMIT) {
            violations.add(
                    Violation.of("operations", "tooMany", "一次最多 1000 项。", "At most 1,000 operations at a time."));
        } else {
            for (int i = 0; i < operations.size(); i++) {
                RecordChange change =
                        change(type, "operations[" + i + "]", operations.get(i), operations.size() > 1, violations);
                changes.add(change);
            }
        }
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        return new BatchRequest((Boolean) atomic, changes);
    }

    /** The same violations with paths into the request instead of places in the list of changes. */
    List<Violation> located(List<Violation> violations) {
        return violations.stream()
                .map(violation -> new Violation(path(violation.field()), violation.code(), violation.message()))
                .toList();
    }

    /** {@code 3.name} becomes {@code operations[3].values.name}; the only change of a list needs no place. */
    private String path(String field) {
        String placed = changes.size() == 1 ? field.isEmpty() ? "0" : "0." + field : field;
        int dot = placed.indexOf('.');
        String place = dot < 0 ? placed : placed.substring(0, dot);
        if (place.isEmpty() || !place.chars().allMatch(Character::isDigit)) {
            return field;
        }
        return "operations[" + place + "]" + (dot < 0 ? "" : ".values" + placed.substring(dot));
    }

    /** Null when something was objected to. */
    private static RecordChange change(
            StoredType type, String path, Object operation, boolean many, List<Violation> violations) {
        if (!(operation instanceof Map<?, ?> members)) {
            violations.add(wrongType(path));
            return null;
        }
        members.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name -> violations.add(unknown(path + "." + name)));
        String op = members.get("op") instanceof String text ? text : "";
        if (!Set.of("create", "update", "delete").contains(op)) {
            violations.add(Violation.of(
                    path + ".op", "unknownValue", "应为 create、update 或 delete。", "Must be create, update or delete."));
            return null;
        }
        Map<String, Object> values = values(path, members, op, violations);
        if (op.equals("create")) {
            return new RecordChange.Create(type.name(), many ? BulkDefaults.of(type, values) : values);
        }
        long id = members.get("id") instanceof String text ? Ids.parse(text) : -1;
        if (id < 0) {
            violations.add(Violation.of(path + ".id", "invalidId", "不是有效的记录编号。", "Is no record id."));
        }
        Long version = version(path, members.get("version"), violations);
        return op.equals("update")
                ? new RecordChange.Update(type.name(), id, version, values)
                : new RecordChange.Delete(type.name(), id, version);
    }

    private static Map<String, Object> values(String path, Map<?, ?> members, String op, List<Violation> violations) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (members.get("values") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> values.put((String) name, value));
        } else if (!op.equals("delete")) {
            violations.add(wrongType(path + ".values"));
        }
        return values;
    }

    private static Long version(String path, Object version, List<Violation> violations) {
        if (version == null) {
            return null;
        }
        if (version instanceof Integer || version instanceof Long) {
            return ((Number) version).longValue();
        }
        violations.add(wrongType(path + ".version"));
        return null;
    }

    private static Violation wrongType(String field) {
        return Violation.of(field, "wrongType", "类型不符。", "Is missing or of the wrong type.");
    }

    private static Violation unknown(String field) {
        return Violation.of(field, "unknownField", "没有这个字段。", "There is no such member.");
    }
}
