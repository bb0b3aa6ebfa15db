package org.penglai.crm.rest.internal.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the description of one operation. */
final class Operation {
    private static final Map<String, Object> PROBLEM =
            Map.of("application/problem+json", Map.of("schema", FieldSchema.ref("Problem")));

    private final Map<String, Object> description = new LinkedHashMap<>();
    private final List<Map<String, Object>> parameters = new ArrayList<>();
    private final Map<String, Object> responses = new LinkedHashMap<>();

    private Operation(String tag, String summary) {
        description.put("tags", List.of(tag));
        description.put("summary", summary);
    }

    static Operation of(String tag, String summary) {
        return new Operation(tag, summary);
    }

    Operation path(String name) {
        return parameter(name, "path", true, "string");
    }

    Operation query(String name, String type) {
        return parameter(name, "query", false, type);
    }

    Operation header(String name) {
        return parameter(name, "header", false, "string");
    }

    Operation body(Map<String, Object> schema, String... mediaTypes) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (String mediaType : mediaTypes) {
            content.put(mediaType, Map.of("schema", schema));
        }
        description.put("requestBody", Map.of("required", true, "content", content));
        return this;
    }

    Operation answers(int status, String text, Map<String, Object> schema) {
        responses.put(
                Integer.toString(status),
                Map.of("description", text, "content", Map.of("application/json", Map.of("schema", schema))));
        return this;
    }

    Operation answers(int status, String text) {
        responses.put(Integer.toString(status), Map.of("description", text));
        return this;
    }

    Map<String, Object> build() {
        if (!parameters.isEmpty()) {
            description.put("parameters", parameters);
        }
        responses.put("default", Map.of("description", "Problem", "content", PROBLEM));
        description.put("responses", responses);
        return description;
    }

    private Operation parameter(String name, String in, boolean required, String type) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", required);
        parameter.put("schema", FieldSchema.type(type));
        parameters.add(parameter);
        return this;
    }
}
