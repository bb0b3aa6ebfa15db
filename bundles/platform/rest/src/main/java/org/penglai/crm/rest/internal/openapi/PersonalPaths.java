package org.penglai.crm.rest.internal.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

/** Paths of what belongs to the caller alone. */
final class PersonalPaths {
    private static final String JSON = "application/json";
    private static final String PREFERENCES = "preferences";

    private PersonalPaths() {}

    static void add(Map<String, Object> paths) {
        paths.put(
                "/api/v1/preferences",
                Map.of(
                        "get",
                        Operation.of(PREFERENCES, "What the caller's pages remember, by key")
                                .answers(200, "OK", FieldSchema.type("object"))
                                .build()));
        Map<String, Object> preference = new LinkedHashMap<>();
        preference.put(
                "put",
                Operation.of(PREFERENCES, "Remember any JSON value of at most 16 KiB; at most 300 keys")
                        .path("key")
                        .body(Map.of(), JSON)
                        .answers(200, "The value", Map.of())
                        .build());
        preference.put(
                "delete",
                Operation.of(PREFERENCES, "Forget a value")
                        .path("key")
                        .answers(204, "Forgotten")
                        .build());
        paths.put("/api/v1/preferences/{key}", preference);
    }
}
