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
    private static final String SESSION = "session";
    private static final String USERS = "users";
    private static final String PASSWORD = "password";

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
        addSignIn(paths);
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

    /** How people get in and are put out. */
    private static void addSignIn(Map<String, Object> paths) {
        Map<String, Object> any = FieldSchema.type("object");
        Map<String, Object> factor = new LinkedHashMap<>();
        factor.put(
                "get",
                Operation.of(SESSION, "How it stands with the second factor")
                        .answers(200, "OK", any)
                        .build());
        factor.put(
                "post",
                Operation.of(SESSION, "Draw a secret for an authenticator app")
                        .body(passwords(PASSWORD), JSON)
                        .answers(201, "Secret and otpauth address", any)
                        .build());
        factor.put(
                "put",
                Operation.of(SESSION, "Put the secret to use")
                        .body(passwords("code"), JSON)
                        .answers(200, "Recovery codes, shown once", any)
                        .build());
        paths.put("/api/v1/session/second-factor", factor);
        post(paths, "/api/v1/session/second-factor/recovery-codes", "New recovery codes", passwords(PASSWORD), 200);
        post(paths, "/api/v1/session/second-factor/disable", "Take it away", passwords(PASSWORD), 204);
        post(
                paths,
                "/api/v1/session/enrolment",
                "Draw a secret where a role demands a second factor at sign-in",
                passwords("username", PASSWORD),
                201);
        paths.put(
                "/api/v1/session/providers",
                Map.of(
                        "get",
                        Operation.of(SESSION, "Providers at which people may sign in; needs no session")
                                .answers(200, "Id, label and address to go to", any)
                                .build()));
        Map<String, Object> devices = new LinkedHashMap<>();
        devices.put(
                "get",
                Operation.of(SESSION, "Where the caller is signed in")
                        .answers(200, "OK", any)
                        .build());
        devices.put(
                "delete",
                Operation.of(SESSION, "End all but this session")
                        .answers(200, "How many", any)
                        .build());
        paths.put("/api/v1/session/devices", devices);
        paths.put(
                "/api/v1/session/devices/{id}",
                Map.of(
                        "delete",
                        Operation.of(SESSION, "End a session")
                                .path("id")
                                .answers(204, "Ended")
                                .build()));
        paths.put(
                "/api/v1/users/{id}/sessions",
                Map.of(
                        "get",
                        Operation.of(USERS, "Where a colleague is signed in")
                                .path("id")
                                .answers(200, "OK", any)
                                .build()));
        user(paths, "signOut", "Sign a colleague out everywhere; with \"tokens\": true of tokens, too");
        user(paths, "invite", "A link by which the colleague chooses a password; works once, within a week");
        post(
                paths,
                "/api/v1/session/invitation",
                "Who is invited; with a password, set it and sign in by it then",
                passwords("invitation", PASSWORD),
                200);
        user(paths, "resetSecondFactor", "Take away the second factor of a colleague who lost it");
    }

    private static void post(
            Map<String, Object> paths, String path, String summary, Map<String, Object> body, int status) {
        paths.put(
                path,
                Map.of(
                        "post",
                        Operation.of(SESSION, summary)
                                .body(body, JSON)
                                .answers(status, "Done", FieldSchema.type("object"))
                                .build()));
    }

    private static void user(Map<String, Object> paths, String action, String summary) {
        paths.put(
                "/api/v1/users/{id}/actions/" + action,
                Map.of(
                        "post",
                        Operation.of(USERS, summary)
                                .path("id")
                                .body(FieldSchema.type("object"), JSON)
                                .answers(204, "Done")
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
