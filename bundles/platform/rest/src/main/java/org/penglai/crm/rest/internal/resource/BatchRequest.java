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
    static BatchRequest of(String type, Map<String, Object> body) {
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
                RecordChange change = change(type, "operations." + i, operations.get(i), violations);
                changes.add(change);
            }
        }
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        return new BatchRequest((Boolean) atomic, changes);
    }

    /** Null when something was objected to. */
    private static RecordChange change(String type, String path, Object operation, List<Violation> violations) {
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
            return new RecordChange.Create(type, values);
        }
        long id = members.get("id") instanceof String text ? Ids.parse(text) : -1;
        if (id < 0) {
            violations.add(Violation.of(path + ".id", "invalidId", "不是有效的记录编号。", "Is no record id."));
        }
        Long version = version(path, members.get("version"), violations);
        return op.equals("update")
                ? new RecordChange.Update(type, id, version, values)
                : new RecordChange.Delete(type, id, version);
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
