package org.penglai.crm.rest.internal.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is installed, and what can be done with it. */
final class ModulePaths {
    private static final String TAG = "modules";
    private static final String ROOT = "/api/v1/modules";
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";
    private static final Map<String, Object> ANY = FieldSchema.type("object");
    private static final String PROOF = "; needs the right modules, and the password unless it was right a moment ago";

    private ModulePaths() {}

    static void add(Map<String, Object> paths) {
        paths.put(
                ROOT,
                Map.of(
                        "get",
                        Operation.of(TAG, "Modules, how they are and what their code costs")
                                .answers(200, "Modules", ANY)
                                .build(),
                        "post",
                        Operation.of(TAG, "Take a module archive (KAR) in and plan its modules; runs nothing" + PROOF)
                                .body(form(), FORM)
                                .answers(200, "What running them would do", ANY)
                                .build()));
        paths.put(
                ROOT + "/plan",
                Map.of(
                        "post",
                        Operation.of(TAG, "What a change would do, and whether it could be done; touches nothing")
                                .body(proven(Map.of(TAG, versions())), JSON)
                                .answers(200, "The plan", ANY)
                                .build()));
        paths.put(
                ROOT + "/changes",
                Map.of(
                        "get",
                        Operation.of(TAG, "What was tried with modules, the newest first")
                                .query("limit", "integer")
                                .answers(200, "Changes, each with how it ended", ANY)
                                .build(),
                        "post",
                        Operation.of(TAG, "Run modules in these versions, all or none" + PROOF)
                                .body(proven(Map.of(TAG, versions())), JSON)
                                .answers(200, "The modules", ANY)
                                .build()));
        paths.put(
                ROOT + "/proof",
                Map.of(
                        "post",
                        Operation.of(TAG, "Give the password; it is not asked for again for five minutes")
                                .body(proven(Map.of()), JSON)
                                .answers(204, "It was right")
                                .build()));
        paths.put(ROOT + "/{id}/actions/start", action("Run a stopped module again", Map.of()));
        paths.put(ROOT + "/{id}/actions/stop", action("Stop a module until it is started", Map.of()));
        paths.put(ROOT + "/{id}/actions/rollback", action("Run the version before the present one", Map.of()));
        paths.put(
                ROOT + "/{id}/actions/uninstall",
                action(
                        "Remove a module; answers 204, or with the archive of its data",
                        Map.of("data", Map.of("type", "string", "enum", List.of("keep", "export", "purge")))));
        paths.put(
                ROOT + "/archives",
                Map.of(
                        "post",
                        Operation.of(TAG, "Take data of a removed module in, from here or elsewhere" + PROOF)
                                .body(form(), FORM)
                                .answers(200, "The module", ANY)
                                .build()));
        paths.put(
                ROOT + "/archives/{name}",
                Map.of(
                        "get",
                        Operation.of(TAG, "An archive that a removal has written here; noted in the audit" + PROOF)
                                .path("name")
                                .answers(200, "The file")
                                .build()));
    }

    private static Map<String, Object> action(String summary, Map<String, Object> fields) {
        return Map.of(
                "post",
                Operation.of(TAG, summary + PROOF)
                        .path("id")
                        .body(proven(fields), JSON)
                        .answers(200, "The module", ANY)
                        .build());
    }

    private static Map<String, Object> versions() {
        Map<String, Object> module = FieldSchema.object(
                Map.of("id", FieldSchema.type("string"), "version", FieldSchema.type("string")), List.of("id"));
        return Map.of("type", "array", "items", module);
    }

    private static Map<String, Object> form() {
        return proven(Map.of("file", Map.of("type", "string", "format", "binary")));
    }

    private static Map<String, Object> proven(Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("password", FieldSchema.type("string"));
        all.put("otp", FieldSchema.type("string"));
        return FieldSchema.object(all, List.of());
    }
}
