package org.penglai.crm.records.internal.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Edit;

/**
 * What a bulk job is to do, read from its parameters: {@code type}, {@code ids} or {@code filter} and {@code q},
 * {@code operation} with {@code values}, {@code tags} or {@code action} and {@code arguments}.
 *
 * @param ids in ascending order; null if the filter says which
 */
record BulkRequest(String type, List<Long> ids, String filter, String q, String operation, Edit edit) {

    static BulkRequest of(Map<String, Object> parameters) {
        String operation = String.valueOf(parameters.get("operation"));
        List<Long> ids = parameters.get("ids") instanceof List<?> list
                ? list.stream()
                        .map(id -> Ids.parse(String.valueOf(id)))
                        .sorted()
                        .distinct()
                        .toList()
                : null;
        return new BulkRequest(
                String.valueOf(parameters.get("type")),
                ids,
                text(parameters, "filter"),
                text(parameters, "q"),
                operation,
                edit(operation, parameters));
    }

    private static Edit edit(String operation, Map<String, Object> parameters) {
        return switch (operation) {
            case "update" -> new Edit.Values(object(parameters.get("values")));
            case "delete" -> new Edit.Deletion();
            case "addTags" -> new Edit.Tags(texts(parameters.get("tags")), List.of());
            case "removeTags" -> new Edit.Tags(List.of(), texts(parameters.get("tags")));
            case "action" ->
                new Edit.Action(String.valueOf(parameters.get("action")), object(parameters.get("arguments")));
            default -> throw new IllegalArgumentException("operation " + operation);
        };
    }

    private static String text(Map<String, Object> parameters, String name) {
        return parameters.get(name) instanceof String text ? text : "";
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> object.put(String.valueOf(name), member));
        }
        return object;
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
