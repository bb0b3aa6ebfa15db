package org.penglai.crm.rest.internal.openapi;

import java.util.List;
import java.util.Map;

/** What is told of changes beside the records themselves: audit, change feed, webhooks. */
final class AuditPaths {
    private static final String AUDIT = "audit";
    private static final String FAILURE = "Why it did not arrive; null if it did";
    private static final String WEBHOOKS = "webhooks";

    private AuditPaths() {}

    static void add(Map<String, Object> paths) {
        Map<String, Object> any = FieldSchema.type("object");
        paths.put(
                "/api/v1/audit",
                Map.of(
                        "get",
                        filtered("Who did what, the newest first; needs the right audit")
                                .query("limit", "integer")
                                .query("cursor", "string")
                                .answers(200, "A page", any)
                                .build()));
        paths.put(
                "/api/v1/audit/export",
                Map.of(
                        "get",
                        filtered("The same as a CSV file of all rows; noted in the audit")
                                .answers(200, "The file", Map.of("type", "string"))
                                .build()));
        paths.put(
                "/api/v1/audit/verify",
                Map.of(
                        "get",
                        Operation.of(AUDIT, "Whether the audit was tampered with, and where; needs the right audit")
                                .query("head", "string")
                                .answers(200, "What was found", any)
                                .build()));
        paths.put(
                "/api/v1/changes",
                Map.of(
                        "get",
                        Operation.of("changes", "What has changed behind a position, as the caller may see it")
                                .query("after", "integer")
                                .query("types", "string")
                                .query("limit", "integer")
                                .answers(200, "Changes in order, and where to go on", any)
                                .build()));
        webhook(paths, any);
    }

    private static Operation filtered(String summary) {
        Operation operation = Operation.of(AUDIT, summary);
        for (String filter : List.of("type", "record", "user", "action", "from", "until")) {
            operation.query(filter, "string");
        }
        return operation;
    }

    private static void webhook(Map<String, Object> paths, Map<String, Object> any) {
        paths.put(
                "/api/v1/webhooks/{id}/secret",
                Map.of(
                        "get",
                        Operation.of(WEBHOOKS, "The secret that signatures are checked with; noted in the audit")
                                .path("id")
                                .answers(200, "The secret", any)
                                .build()));
        paths.put(
                "/api/v1/webhooks/{id}/state",
                Map.of(
                        "get",
                        Operation.of(WEBHOOKS, "How far it has come")
                                .path("id")
                                .answers(200, "Position, lag, failures", any)
                                .build()));
        paths.put(
                "/api/v1/webhooks/{id}/replay",
                Map.of(
                        "post",
                        Operation.of(WEBHOOKS, "Send everything behind a position again")
                                .path("id")
                                .body(any, "application/json")
                                .answers(204, "It is on its way")
                                .build()));
        paths.put(
                "/api/v1/webhooks/{id}/test",
                Map.of(
                        "post",
                        Operation.of(WEBHOOKS, "Send a signed request that tells of no change, now")
                                .path("id")
                                .answers(200, FAILURE, any)
                                .build()));
        paths.put(
                "/api/v1/webhooks/{id}/letters",
                Map.of(
                        "get",
                        Operation.of(WEBHOOKS, "Changes that it was given up on")
                                .path("id")
                                .answers(200, "The oldest ones, each with the reason", any)
                                .build()));
        paths.put(
                "/api/v1/webhooks/{id}/letters/{letter}",
                Map.of(
                        "post",
                        Operation.of(WEBHOOKS, "Send it once more, out of turn; it is gone if that works")
                                .path("id")
                                .path("letter")
                                .answers(200, FAILURE, any)
                                .build(),
                        "delete",
                        Operation.of(WEBHOOKS, "Drop it")
                                .path("id")
                                .path("letter")
                                .answers(204, "Gone")
                                .build()));
    }
}
