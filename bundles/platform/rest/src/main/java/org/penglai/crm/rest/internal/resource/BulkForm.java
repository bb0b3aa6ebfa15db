package org.penglai.crm.rest.internal.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.StoredType.StoredAction;

/**
 * One thing that is to be done to many records, as it was sent.
 *
 * @param operation update, delete, addTags, removeTags or action
 * @param right operation of the permission that it takes
 * @param label what it is called
 * @param values of fields that are set, tags included, to be checked beforehand; empty if there are none
 * @param parameters for the job
 */
record BulkForm(
        String operation, String right, Localized label, Map<String, Object> values, Map<String, Object> parameters) {
    private static final int MOST_IDS = 50_000;
    private static final Map<String, String> WITH = Map.of(
            "update", "values", "addTags", "tags", "removeTags", "tags", "action", "action", "delete", "operation");
    private static final Set<String> MEMBERS =
            Set.of("ids", "filter", "q", "operation", "values", "tags", "action", "arguments");

    /** @throws Invalid naming all that does not fit */
    static BulkForm of(StoredType type, Map<String, Object> body) {
        List<Violation> problems = new ArrayList<>();
        body.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name ->
                        problems.add(Violation.of(name, "unknownField", "没有这个字段。", "There is no such member.")));
        String operation = body.get("operation") instanceof String text ? text : "";
        if (!WITH.containsKey(operation)) {
            problems.add(Violation.of(
                    "operation",
                    "unknownValue",
                    "应为 update、delete、addTags、removeTags 或 action。",
                    "Must be update, delete, addTags, removeTags or action."));
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("type", type.name());
        parameters.put("operation", operation);
        which(body, parameters, problems);
        what(operation, body, parameters, problems);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        Localized label = label(type, operation, parameters);
        return new BulkForm(operation, right(operation, parameters), label, values(operation, parameters), parameters);
    }

    private static void which(Map<String, Object> body, Map<String, Object> parameters, List<Violation> problems) {
        boolean byIds = body.containsKey("ids");
        if (byIds == (body.containsKey("filter") || body.containsKey("q"))) {
            problems.add(Violation.of(
                    "ids", "required", "请给出 ids，或 filter 与 q。", "Either ids or filter and q must be given."));
        } else if (byIds) {
            if (!(body.get("ids") instanceof List<?> ids) || !ids.stream().allMatch(BulkForm::isId)) {
                problems.add(wrongType("ids"));
            } else if (ids.isEmpty() || ids.size() > MOST_IDS) {
                problems.add(Violation.of("ids", "outOfRange", "一次 1 至 50000 条。", "1 to 50,000 records at a time."));
            } else {
                parameters.put("ids", ids);
            }
        } else {
            for (String name : List.of("filter", "q")) {
                Object text = body.getOrDefault(name, "");
                if (text instanceof String) {
                    parameters.put(name, text);
                } else {
                    problems.add(wrongType(name));
                }
            }
        }
    }

    private static boolean isId(Object value) {
        return value instanceof String text && Ids.parse(text) >= 0;
    }

    private static void what(
            String operation, Map<String, Object> body, Map<String, Object> parameters, List<Violation> problems) {
        switch (operation) {
            case "update" -> {
                if (body.get("values") instanceof Map<?, ?> values && !values.isEmpty()) {
                    parameters.put("values", values);
                } else {
                    problems.add(wrongType("values"));
                }
            }
            case "addTags", "removeTags" -> {
                if (body.get("tags") instanceof List<?> tags && !tags.isEmpty()) {
                    parameters.put("tags", tags);
                } else {
                    problems.add(wrongType("tags"));
                }
            }
            case "action" -> {
                Object arguments = body.getOrDefault("arguments", Map.of());
                if (body.get("action") instanceof String name && arguments instanceof Map<?, ?>) {
                    parameters.put("action", name);
                    parameters.put("arguments", arguments);
                } else {
                    problems.add(wrongType("action"));
                }
            }
            default -> {
                return;
            }
        }
    }

    private static String right(String operation, Map<String, Object> parameters) {
        return switch (operation) {
            case "delete" -> "delete";
            case "action" -> (String) parameters.get("action");
            default -> "update";
        };
    }

    private static Map<String, Object> values(String operation, Map<String, Object> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (parameters.get("values") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> values.put(String.valueOf(name), value));
        } else if (parameters.containsKey("tags")) {
            values.put(SystemFields.TAGS, parameters.get("tags"));
        }
        return values;
    }

    private static Localized label(StoredType type, String operation, Map<String, Object> parameters) {
        Localized word =
                switch (operation) {
                    case "update" -> Localized.of("修改", "Change");
                    case "delete" -> Localized.of("删除", "Delete");
                    case "addTags" -> Localized.of("添加标签：", "Tag");
                    case "removeTags" -> Localized.of("移除标签：", "Untag");
                    default -> action(type, (String) parameters.get("action"));
                };
        return Localized.of(
                "批量" + word.zh() + type.plural().zh(),
                word.en() + " many " + type.plural().en());
    }

    private static Localized action(StoredType type, String name) {
        return type.actions().stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .map(StoredAction::label)
                .map(label -> Localized.of(label.zh() + "：", label.en() + ":"))
                .orElseThrow(() -> new NotFound("unknownAction", Localized.of("没有这个操作。", "There is no such action.")));
    }

    private static Violation wrongType(String field) {
        return Violation.of(field, "wrongType", "缺少或类型不符。", "Is missing or of the wrong type.");
    }
}
