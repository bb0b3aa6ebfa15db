package org.penglai.crm.work.internal.series;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;

/** Times as requests bring them. */
final class Instants {
    private Instants() {}

    /** @throws Invalid if it is none */
    static Instant parse(String field, String given) {
        try {
            return OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException wrong) {
            throw new Invalid(Violation.of(
                    field,
                    "wrongType",
                    "应为 ISO 8601 时间，例如 2026-03-01T00:00:00Z。",
                    "Must be a time such as 2026-03-01T00:00:00Z."));
        }
    }
}
