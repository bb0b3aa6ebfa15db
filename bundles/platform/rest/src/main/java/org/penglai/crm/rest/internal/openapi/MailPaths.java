package org.penglai.crm.rest.internal.openapi;

import java.util.List;
import java.util.Map;

/** What is done to mailboxes and senders beside their fields. */
final class MailPaths {
    private static final String MAIL = "mail";
    private static final String JSON = "application/json";

    private MailPaths() {}

    static void add(Map<String, Object> paths) {
        Map<String, Object> any = FieldSchema.type("object");
        for (String type : List.of("mailboxes", "mailSenders")) {
            paths.put(
                    "/api/v1/" + type + "/{id}/password",
                    Map.of(
                            "put",
                            Operation.of(MAIL, "Keep the password of the account, sealed; it is never told again")
                                    .path("id")
                                    .body(any, JSON)
                                    .answers(204, "Kept")
                                    .build()));
            paths.put(
                    "/api/v1/" + type + "/{id}/test",
                    Map.of(
                            "post",
                            Operation.of(MAIL, "Connect and sign in, now")
                                    .path("id")
                                    .answers(200, "What is against it; null if all is well", any)
                                    .build()));
        }
        paths.put(
                "/api/v1/mailSenders/{id}/key",
                Map.of(
                        "post",
                        Operation.of(MAIL, "Make a new key for signatures (DKIM)")
                                .path("id")
                                .answers(200, "What the domain has to publish", any)
                                .build()));
    }
}
