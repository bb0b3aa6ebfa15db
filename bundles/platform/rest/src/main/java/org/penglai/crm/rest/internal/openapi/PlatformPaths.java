package org.penglai.crm.rest.internal.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paths and schemas that are there whatever is installed. */
final class PlatformPaths {
    private static final String JSON = "application/json";

    private PlatformPaths() {}

    static void addSchemas(Map<String, Object> schemas) {
        schemas.put("Reference", strings("id", "title"));
        schemas.put("Region", strings("code", "title"));
        schemas.put("Money", strings("amount", "currency"));
        schemas.put("Link", strings("type", "id", "title"));
        schemas.put("ExternalId", strings("system", "key"));
        schemas.put("Localized", strings("zh-CN", "en"));
        PersonalPaths.addSchemas(schemas);
        Map<String, Object> entry = new LinkedHashMap<>();
        for (String member : List.of("id", "kind", "at", "type", "recordId", "text")) {
            entry.put(member, FieldSchema.type("string"));
        }
        entry.put("by", FieldSchema.ref("Reference"));
        entry.put("title", FieldSchema.ref("Localized"));
        entry.put("changes", FieldSchema.array(FieldSchema.type("object")));
        entry.put("data", FieldSchema.type("object"));
        Map<String, Object> timeline = new LinkedHashMap<>();
        timeline.put("items", FieldSchema.array(FieldSchema.object(entry, List.of("id", "kind", "at"))));
        timeline.put("nextCursor", FieldSchema.type("string"));
        schemas.put("Timeline", FieldSchema.object(timeline, List.of("items")));
        Map<String, Object> problem = new LinkedHashMap<>();
        for (String member : List.of("type", "title", "detail", "code", "instance", "traceId")) {
            problem.put(member, FieldSchema.type("string"));
        }
        problem.put("status", FieldSchema.type("integer"));
        problem.put("errors", FieldSchema.array(strings("field", "code", "message")));
        schemas.put("Problem", FieldSchema.object(problem, List.of("status", "code")));
        Map<String, Object> job = new LinkedHashMap<>();
        for (String member : List.of("id", "kind", "state", "createdAt", "startedAt", "finishedAt")) {
            job.put(member, FieldSchema.type("string"));
        }
        job.put("label", FieldSchema.ref("Localized"));
        job.put("canUndo", FieldSchema.type("boolean"));
        job.put("done", FieldSchema.type("integer"));
        job.put("total", FieldSchema.type("integer"));
        job.put("result", FieldSchema.type("object"));
        job.put("files", FieldSchema.array(FieldSchema.type("object")));
        schemas.put("Job", FieldSchema.object(job, List.of("id", "state")));
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", FieldSchema.type("string"));
        operation.put("id", FieldSchema.type("string"));
        operation.put("version", FieldSchema.type("integer"));
        operation.put("values", FieldSchema.type("object"));
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("atomic", FieldSchema.type("boolean"));
        batch.put("operations", FieldSchema.array(FieldSchema.object(operation, List.of("op"))));
        schemas.put("Batch", FieldSchema.object(batch, List.of("operations")));
        Map<String, Object> bulk = new LinkedHashMap<>();
        bulk.put("ids", FieldSchema.array(FieldSchema.type("string")));
        for (String member : List.of("filter", "q", "operation", "action")) {
            bulk.put(member, FieldSchema.type("string"));
        }
        bulk.put("values", FieldSchema.type("object"));
        bulk.put("tags", FieldSchema.array(FieldSchema.type("string")));
        bulk.put("arguments", FieldSchema.type("object"));
        schemas.put("Bulk", FieldSchema.object(bulk, List.of("operation")));
        Map<String, Object> file = FieldSchema.type("string");
        file.put("format", "binary");
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("file", file);
        for (String part : List.of("mapping", "mode", "key", "dryRun", "encoding")) {
            form.put(part, FieldSchema.type("string"));
        }
        schemas.put("ImportForm", FieldSchema.object(form, List.of("file")));
    }

    static void addPaths(Map<String, Object> paths) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put(
                "post",
                Operation.of("session", "Sign in")
                        .body(strings("username", "password"), JSON)
                        .answers(200, "Signed in", FieldSchema.type("object"))
                        .build());
        session.put("get", get("session", "Who is signed in", FieldSchema.type("object")));
        session.put(
                "delete",
                Operation.of("session", "Sign out").answers(204, "Signed out").build());
        PersonalPaths.addAccount(session, paths);
        paths.put("/api/v1/session", session);
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("get", get("tokens", "Own access tokens", FieldSchema.type("object")));
        tokens.put(
                "post",
                Operation.of("tokens", "Make a token; its secret is shown once")
                        .body(FieldSchema.type("object"), JSON)
                        .answers(201, "Made", FieldSchema.type("object"))
                        .build());
        paths.put("/api/v1/tokens", tokens);
        paths.put(
                "/api/v1/tokens/{id}",
                Map.of(
                        "delete",
                        Operation.of("tokens", "Revoke")
                                .path("id")
                                .answers(204, "Revoked")
                                .build()));
        PersonalPaths.add(paths);
        WorkPaths.add(paths);
        AuditPaths.add(paths);
        MailPaths.add(paths);
        PrivacyPaths.add(paths);
        KernelPaths.add(paths);
        paths.put("/api/v1/jobs", Map.of("get", get("jobs", "Own jobs", FieldSchema.type("object"))));
        paths.put(
                "/api/v1/jobs/{id}",
                Map.of(
                        "get",
                        Operation.of("jobs", "A job")
                                .path("id")
                                .answers(200, "The job", FieldSchema.ref("Job"))
                                .build()));
        paths.put(
                "/api/v1/jobs/{id}/actions/cancel",
                Map.of(
                        "post",
                        Operation.of("jobs", "Cancel a job")
                                .path("id")
                                .answers(200, "The job", FieldSchema.ref("Job"))
                                .build()));
        paths.put(
                "/api/v1/jobs/undo",
                Map.of(
                        "get",
                        Operation.of(
                                        "jobs",
                                        "What was written many at a time, the newest first, and whether it was undone")
                                .query("limit", "integer")
                                .query("cursor", "string")
                                .answers(200, "A page of jobs", FieldSchema.type("object"))
                                .build()));
        paths.put(
                "/api/v1/jobs/{id}/undo",
                Map.of(
                        "get",
                        Operation.of("jobs", "Records that stay as they are, since somebody has written them meanwhile")
                                .path("id")
                                .answers(200, "Records, each with the reason", FieldSchema.type("object"))
                                .build(),
                        "post",
                        Operation.of("jobs", "Take back what a job has written")
                                .path("id")
                                .answers(202, "The job that does it", FieldSchema.ref("Job"))
                                .build()));
        paths.put(
                "/api/v1/jobs/{id}/files/{name}",
                Map.of(
                        "get",
                        Operation.of("jobs", "A file that a job left")
                                .path("id")
                                .path("name")
                                .answers(200, "The file")
                                .build()));
        paths.put("/api/v1/meta/types", Map.of("get", get("meta", "All types", FieldSchema.type("object"))));
        paths.put(
                "/api/v1/meta/types/{type}",
                Map.of(
                        "get",
                        Operation.of("meta", "A type")
                                .path("type")
                                .answers(200, "The type", FieldSchema.type("object"))
                                .build()));
        paths.put("/api/v1/meta/regions", Map.of("get", get("meta", "Regions", FieldSchema.type("object"))));
        ModulePaths.add(paths);
        paths.put("/api/v1/ui/plugins", Map.of("get", get("ui", "Console plug-ins", FieldSchema.type("object"))));
        paths.put(
                "/api/v1/events",
                Map.of(
                        "get",
                        Operation.of("events", "Server-sent events")
                                .answers(200, "A stream")
                                .build()));
    }

    private static Map<String, Object> get(String tag, String summary, Map<String, Object> schema) {
        return Operation.of(tag, summary).answers(200, "OK", schema).build();
    }

    private static Map<String, Object> strings(String... names) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : names) {
            properties.put(name, FieldSchema.type("string"));
        }
        return FieldSchema.object(properties, List.of());
    }
}
