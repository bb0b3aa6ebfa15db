package org.penglai.crm.rest.internal.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.StoredType.StoredAction;

/** Paths and schemas of one record type. */
final class TypePaths {
    private static final String JSON = "application/json";

    private final StoredType type;
    private final String schema;
    private final String root;

    TypePaths(StoredType type) {
        this.type = type;
        schema = Character.toUpperCase(type.name().charAt(0)) + type.name().substring(1);
        root = "/api/v1/" + type.name();
    }

    void addSchemas(Map<String, Object> schemas) {
        Map<String, Object> reading = new LinkedHashMap<>();
        Map<String, Object> writing = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (StoredField field : type.fields().values()) {
            if (field.custom()) {
                continue;
            }
            reading.put(field.name(), FieldSchema.reading(field));
            if (!field.readOnly()) {
                writing.put(field.name(), FieldSchema.writing(field));
                if (field.required() && field.defaultValue() == null) {
                    required.add(field.name());
                }
            }
        }
        Map<String, Object> customReading = new LinkedHashMap<>();
        Map<String, Object> customWriting = new LinkedHashMap<>();
        List<String> customRequired = new ArrayList<>();
        type.fields().values().stream().filter(StoredField::custom).forEach(field -> {
            String member = CustomFields.member(field.name());
            customReading.put(member, FieldSchema.reading(field));
            customWriting.put(member, FieldSchema.writing(field));
            if (field.required() && field.defaultValue() == null) {
                customRequired.add(member);
            }
        });
        reading.put(SystemFields.CUSTOM, FieldSchema.object(customReading, List.of()));
        schemas.put(schema, FieldSchema.object(reading, List.of()));
        Map<String, Object> changes = new LinkedHashMap<>(writing);
        if (!customWriting.isEmpty()) {
            changes.put(SystemFields.CUSTOM, FieldSchema.object(customWriting, List.of()));
            writing.put(SystemFields.CUSTOM, FieldSchema.object(customWriting, customRequired));
            if (!customRequired.isEmpty()) {
                required.add(SystemFields.CUSTOM);
            }
        }
        schemas.put(schema + "Changes", FieldSchema.object(changes, List.of()));
        schemas.put(schema + "New", FieldSchema.object(writing, required));
    }

    void addPaths(Map<String, Object> paths) {
        Map<String, Object> record = FieldSchema.ref(schema);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", FieldSchema.array(record));
        page.put("nextCursor", FieldSchema.type("string"));
        page.put("total", FieldSchema.type("integer"));
        page.put("totalIsEstimate", FieldSchema.type("boolean"));
        Map<String, Object> collection = new LinkedHashMap<>();
        collection.put(
                "get",
                operation("List")
                        .query("filter", "string")
                        .query("q", "string")
                        .query("sort", "string")
                        .query("fields", "string")
                        .query("limit", "integer")
                        .query("cursor", "string")
                        .query("count", "string")
                        .answers(200, "A page", FieldSchema.object(page, List.of("items")))
                        .build());
        collection.put(
                "post",
                operation("Create")
                        .header("Idempotency-Key")
                        .body(FieldSchema.ref(schema + "New"), JSON)
                        .answers(201, "Created", record)
                        .build());
        paths.put(root, collection);
        paths.put(root + "/{id}", item(record));
        paths.put(
                root + "/{id}/restore",
                Map.of("post", one("Restore").answers(200, "Restored", record).build()));
        paths.put(
                root + "/{id}/document",
                Map.of(
                        "get",
                        one("On paper, as PDF")
                                .query("language", "string")
                                .answers(200, "application/pdf")
                                .build()));
        for (String feed : List.of("timeline", "history")) {
            Operation operation = one(feed.equals("timeline") ? "What happened around it" : "What was changed in it")
                    .query("limit", "integer")
                    .query("cursor", "string");
            paths.put(
                    root + "/{id}/" + feed,
                    Map.of(
                            "get",
                            (feed.equals("timeline") ? operation.query("kinds", "string") : operation)
                                    .answers(200, "A page", FieldSchema.ref("Timeline"))
                                    .build()));
        }
        for (StoredAction action : type.actions()) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            action.arguments().forEach(field -> arguments.put(field.name(), FieldSchema.writing(field)));
            paths.put(
                    root + "/{id}/actions/" + action.name(),
                    Map.of(
                            "post",
                            one(action.label().en())
                                    .header("If-Match")
                                    .body(FieldSchema.object(arguments, List.of()), JSON)
                                    .answers(200, "Done", record)
                                    .build()));
        }
        KernelPaths.add(type, paths);
        addDuplicates(paths);
        addBulk(paths);
    }

    private void addDuplicates(Map<String, Object> paths) {
        if (type.has(Trait.DUPLICATES)) {
            Map<String, Object> question =
                    Map.of("values", FieldSchema.type("object"), "id", FieldSchema.type("string"));
            Map<String, Object> match = new LinkedHashMap<>();
            for (String member : List.of("id", "title", "owner", "pool", "lastFollowUpAt")) {
                match.put(member, FieldSchema.type("string"));
            }
            match.put("score", FieldSchema.type("integer"));
            match.put("reasons", FieldSchema.array(FieldSchema.type("object")));
            Map<String, Object> answer =
                    Map.of("items", FieldSchema.array(FieldSchema.object(match, List.of("id", "title", "score"))));
            paths.put(
                    root + "/check-duplicates",
                    Map.of(
                            "post",
                            Operation.of(type.name(), "Records that look alike; writes nothing")
                                    .body(FieldSchema.object(question, List.of("values")), JSON)
                                    .answers(200, "Best first", FieldSchema.object(answer, List.of("items")))
                                    .build()));
        }
    }

    private Map<String, Object> item(Map<String, Object> record) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put(
                "get",
                one("Read")
                        .header("If-None-Match")
                        .answers(200, "The record", record)
                        .answers(304, "Unchanged")
                        .build());
        item.put(
                "patch",
                one("Change")
                        .header("If-Match")
                        .body(FieldSchema.ref(schema + "Changes"), "application/merge-patch+json", JSON)
                        .answers(200, "Changed", record)
                        .build());
        item.put(
                "delete",
                one("Delete").header("If-Match").answers(204, "Deleted").build());
        return item;
    }

    private void addBulk(Map<String, Object> paths) {
        paths.put(
                root + "/batch",
                Map.of(
                        "post",
                        operation("Many writes at once")
                                .body(FieldSchema.ref("Batch"), JSON)
                                .answers(200, "One result each", FieldSchema.type("object"))
                                .build()));
        paths.put(
                root + "/bulk",
                Map.of(
                        "post",
                        operation("One thing done to many records, as a job")
                                .body(FieldSchema.ref("Bulk"), JSON)
                                .answers(202, "The job", FieldSchema.ref("Job"))
                                .build()));
        paths.put(
                root + "/aggregate",
                Map.of(
                        "get",
                        operation("Counts and sums")
                                .query("group", "string")
                                .query("measure", "string")
                                .query("filter", "string")
                                .query("q", "string")
                                .answers(200, "Rows", FieldSchema.type("object"))
                                .build()));
        paths.put(
                root + "/export",
                Map.of(
                        "get",
                        operation("Records as a file")
                                .query("format", "string")
                                .query("encoding", "string")
                                .query("bom", "boolean")
                                .query("version", "string")
                                .query("filter", "string")
                                .query("q", "string")
                                .query("sort", "string")
                                .query("fields", "string")
                                .answers(200, "The file", FieldSchema.type("string"))
                                .build(),
                        "post",
                        operation("Records as a file, with the parameters in the body and up to 5,000 records by id")
                                .body(FieldSchema.type("object"), "application/json")
                                .answers(200, "The file", FieldSchema.type("string"))
                                .build()));
        paths.put(
                root + "/import",
                Map.of(
                        "post",
                        operation("Import a file")
                                .body(FieldSchema.ref("ImportForm"), "multipart/form-data")
                                .answers(202, "The job", FieldSchema.ref("Job"))
                                .build()));
        paths.put(
                root + "/import/preview",
                Map.of(
                        "post",
                        operation("Look at a file before importing it")
                                .body(FieldSchema.ref("ImportForm"), "multipart/form-data")
                                .answers(200, "What would be read", FieldSchema.type("object"))
                                .build()));
    }

    private Operation operation(String summary) {
        return Operation.of(type.name(), summary);
    }

    private Operation one(String summary) {
        return operation(summary).path("id");
    }
}
