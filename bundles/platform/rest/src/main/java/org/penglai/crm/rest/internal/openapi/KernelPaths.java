package org.penglai.crm.rest.internal.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** What the kernel does for records beyond reading and writing them: sharing, revealing, merging, bringing back, handing over. */
final class KernelPaths {
    private static final String JSON = "application/json";
    private static final String ROOT = "/api/v1/";

    private KernelPaths() {}

    /** Paths that are there once. */
    static void add(Map<String, Object> paths) {
        paths.put(
                ROOT + "recycle-bin",
                Map.of("get", answered(Operation.of("recycleBin", "Types with deleted records"))));
        paths.put(
                ROOT + "recycle-bin/{type}",
                Map.of(
                        "get",
                        answered(Operation.of("recycleBin", "What was deleted, the newest first")
                                .path("type")
                                .query("q", "string")
                                .query("limit", "integer")
                                .query("cursor", "string"))));
        paths.put(
                ROOT + "recycle-bin/{type}/{id}",
                Map.of(
                        "delete",
                        Operation.of("recycleBin", "Delete for good, with what went along")
                                .path("type")
                                .path("id")
                                .answers(204, "Gone")
                                .build()));
        Map<String, Object> handOver = new LinkedHashMap<>();
        handOver.put(
                "get", answered(Operation.of("users", "What a colleague holds").path("id")));
        handOver.put(
                "post",
                answered(Operation.of("users", "Hand it over, all or nothing; \"left\": true closes the account")
                        .path("id")
                        .body(FieldSchema.type("object"), JSON)));
        paths.put(ROOT + "users/{id}/hand-over", handOver);
    }

    /** Paths of one type. */
    static void add(StoredType type, Map<String, Object> paths) {
        String record = ROOT + type.name() + "/{id}/";
        addSharing(type.name(), record, paths);
        if (type.fields().values().stream().anyMatch(StoredField::sealed)) {
            paths.put(
                    record + "reveal",
                    Map.of(
                            "post",
                            answered(Operation.of(type.name(), "A masked value in clear; noted in the audit")
                                    .path("id")
                                    .body(
                                            FieldSchema.object(
                                                    Map.of("field", FieldSchema.type("string")), List.of("field")),
                                            JSON))));
        }
        addMerging(type.name(), record, paths);
        if (type.has(Trait.DUPLICATES)) {
            addGroups(type.name(), paths);
        }
    }

    private static void addSharing(String type, String record, Map<String, Object> paths) {
        paths.put(
                record + "team",
                Map.of("get", answered(Operation.of(type, "Who works on it").path("id"))));
        Map<String, Object> member = new LinkedHashMap<>();
        member.put(
                "put",
                answered(Operation.of(type, "Take somebody on, for reading or for changes")
                        .path("id")
                        .path("user")
                        .body(FieldSchema.type("object"), JSON)));
        member.put(
                "delete",
                Operation.of(type, "Let somebody go")
                        .path("id")
                        .path("user")
                        .answers(204, "Gone")
                        .build());
        paths.put(record + "team/{user}", member);
        paths.put(
                record + "access",
                Map.of(
                        "get",
                        answered(Operation.of(type, "Why a user may see, change or delete it")
                                .path("id")
                                .query("user", "string"))));
    }

    private static void addMerging(String type, String record, Map<String, Object> paths) {
        paths.put(
                record + "actions/merge",
                Map.of(
                        "post",
                        answered(Operation.of(type, "Merge others into it; \"dryRun\": true says what would move")
                                .path("id")
                                .header("If-Match")
                                .body(FieldSchema.type("object"), JSON))));
        paths.put(
                record + "actions/unmerge",
                Map.of(
                        "post",
                        answered(Operation.of(type, "Take a merge back")
                                .path("id")
                                .body(FieldSchema.type("object"), JSON))));
        paths.put(
                record + "merges",
                Map.of(
                        "get",
                        answered(Operation.of(type, "What was merged into it").path("id"))));
    }

    private static void addGroups(String type, Map<String, Object> paths) {
        Map<String, Object> groups = new LinkedHashMap<>();
        groups.put(
                "get",
                answered(Operation.of(type, "Groups of records that look alike, the most alike first")
                        .query("limit", "integer")
                        .query("cursor", "string")));
        groups.put(
                "post",
                Operation.of(type, "Look for them anew, as a job")
                        .answers(202, "The job", FieldSchema.ref("Job"))
                        .build());
        paths.put(ROOT + type + "/duplicates", groups);
        paths.put(
                ROOT + type + "/duplicates/distinct",
                Map.of(
                        "post",
                        Operation.of(type, "These are not the same")
                                .body(FieldSchema.type("object"), JSON)
                                .answers(204, "Remembered")
                                .build()));
    }

    private static Object answered(Operation operation) {
        return operation.answers(200, "OK", FieldSchema.type("object")).build();
    }
}
