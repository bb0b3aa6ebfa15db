package org.penglai.crm.rest.internal.openapi;

import java.util.Map;

/** What is told of changes beside the records themselves: the audit. */
final class AuditPaths {
    private static final String AUDIT = "audit";

    private AuditPaths() {}

    static void add(Map<String, Object> paths) {
        Map<String, Object> any = FieldSchema.type("object");
        paths.put(
                "/api/v1/audit",
                Map.of(
                        "get",
                        Operation.of(AUDIT, "Who did what, the newest first; needs the right audit")
                                .query("type", "string")
                                .query("record", "string")
                                .query("user", "string")
                                .query("action", "string")
                                .query("from", "string")
                                .query("until", "string")
                                .query("limit", "integer")
                                .query("cursor", "string")
                                .answers(200, "A page", any)
                                .build()));
        paths.put(
                "/api/v1/audit/verify",
                Map.of(
                        "get",
                        Operation.of(AUDIT, "Whether the audit was tampered with, and where; needs the right audit")
                                .query("head", "string")
                                .answers(200, "What was found", any)
                                .build()));
    }
}
