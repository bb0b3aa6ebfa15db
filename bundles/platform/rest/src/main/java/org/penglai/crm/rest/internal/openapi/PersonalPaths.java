package org.penglai.crm.rest.internal.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paths of what belongs to the caller alone. */
final class PersonalPaths {
    private static final String JSON = "application/json";
    private static final String PREFERENCES = "preferences";
    private static final String VIEWS = "views";
    private static final String TYPE = "type";

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
        views(paths);
    }

    /** @param session operations of the session so far */
    static void addAccount(Map<String, Object> session, Map<String, Object> paths) {
        Map<String, Object> any = FieldSchema.type("object");
        session.put(
                "patch",
                Operation.of("session", "Change the own name, language, zone and reachability")
                        .body(any, JSON)
                        .answers(200, "As signed in now", any)
                        .build());
        paths.put(
                "/api/v1/session/password",
                Map.of(
                        "put",
                        Operation.of("session", "A new password for oneself; opens a new session")
                                .body(passwords("currentPassword", "password"), JSON)
                                .answers(200, "Signed in anew", any)
                                .build()));
        paths.put(
                "/api/v1/users/{id}/actions/setPassword",
                Map.of(
                        "post",
                        Operation.of("users", "A new password for a colleague; ends the sessions")
                                .path("id")
                                .body(passwords("password"), JSON)
                                .answers(204, "Set")
                                .build()));
    }

    private static Map<String, Object> passwords(String... members) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String member : members) {
            properties.put(member, FieldSchema.type("string"));
        }
        return FieldSchema.object(properties, List.of(members));
    }

    static void addSchemas(Map<String, Object> schemas) {
        Map<String, Object> view = new LinkedHashMap<>();
        for (String member : List.of("id", TYPE, "name", "filter", "q", "sort", "groupBy", "density", "sharedWith")) {
            view.put(member, FieldSchema.type("string"));
        }
        view.put("version", FieldSchema.type("integer"));
        view.put("columns", FieldSchema.array(FieldSchema.type("string")));
        for (String member : List.of("shared", "mine", "default")) {
            view.put(member, FieldSchema.type("boolean"));
        }
        view.put("owner", FieldSchema.ref("Reference"));
        schemas.put("View", FieldSchema.object(view, List.of(TYPE, "name")));
    }

    private static void views(Map<String, Object> paths) {
        Map<String, Object> view = FieldSchema.ref("View");
        Map<String, Object> collection = new LinkedHashMap<>();
        collection.put(
                "get",
                Operation.of(VIEWS, "Own and shared saved lists")
                        .query(TYPE, "string")
                        .answers(200, "OK", FieldSchema.object(Map.of("items", FieldSchema.array(view)), List.of()))
                        .build());
        collection.put(
                "post",
                Operation.of(VIEWS, "Save a list")
                        .body(view, JSON)
                        .answers(201, "Saved", view)
                        .build());
        paths.put("/api/v1/views", collection);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put(
                "get",
                Operation.of(VIEWS, "A saved list")
                        .path("id")
                        .answers(200, "OK", view)
                        .build());
        item.put(
                "patch",
                Operation.of(VIEWS, "Change one of the caller's")
                        .path("id")
                        .header("If-Match")
                        .body(view, JSON, "application/merge-patch+json")
                        .answers(200, "Changed", view)
                        .build());
        item.put(
                "delete",
                Operation.of(VIEWS, "Take one of the caller's away")
                        .path("id")
                        .header("If-Match")
                        .answers(204, "Gone")
                        .build());
        paths.put("/api/v1/views/{id}", item);
        paths.put(
                "/api/v1/views/{id}/actions/default",
                Map.of(
                        "post",
                        Operation.of(VIEWS, "Whether the caller's lists open with it")
                                .path("id")
                                .body(
                                        FieldSchema.object(
                                                Map.of("default", FieldSchema.type("boolean")), List.of("default")),
                                        JSON)
                                .answers(200, "The view", view)
                                .build()));
    }
}
