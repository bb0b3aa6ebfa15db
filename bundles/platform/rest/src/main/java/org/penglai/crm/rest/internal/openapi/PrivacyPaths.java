package org.penglai.crm.rest.internal.openapi;

import java.util.Map;

/** What is held of persons. */
final class PrivacyPaths {
    private static final String PRIVACY = "privacy";

    private PrivacyPaths() {}

    static void add(Map<String, Object> paths) {
        Map<String, Object> any = FieldSchema.type("object");
        paths.put(
                "/api/v1/privacy/persons/{type}/{id}",
                Map.of(
                        "get",
                        Operation.of(PRIVACY, "What an erasure would take; needs the right privacy")
                                .path("type")
                                .path("id")
                                .answers(200, "Counts", any)
                                .build()));
        paths.put(
                "/api/v1/privacy/persons/{type}/{id}/export",
                Map.of(
                        "post",
                        Operation.of(PRIVACY, "Everything that is held of the person, as a file of a job")
                                .path("type")
                                .path("id")
                                .answers(202, "The job", any)
                                .build()));
        paths.put(
                "/api/v1/privacy/persons/{type}/{id}/erase",
                Map.of(
                        "post",
                        Operation.of(PRIVACY, "Erases the person for good: reason, and the title as confirmation")
                                .path("type")
                                .path("id")
                                .body(any, "application/json")
                                .answers(200, "What was erased", any)
                                .build()));
        paths.put(
                "/api/v1/privacy/erasures",
                Map.of(
                        "get",
                        Operation.of(PRIVACY, "Who was erased when, without names")
                                .answers(200, "The newest 200", any)
                                .build()));
    }
}
