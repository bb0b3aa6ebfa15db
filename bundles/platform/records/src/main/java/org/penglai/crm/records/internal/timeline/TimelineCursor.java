package org.penglai.crm.records.internal.timeline;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.TimelinePosition;

/** A position in a timeline as clients carry it. */
final class TimelineCursor {
    private static final int LENGTH = 2 * Long.BYTES;

    private TimelineCursor() {}

    static String write(TimelinePosition position) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.at()))
                .putLong(position.id())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @return null for the first page */
    static TimelinePosition read(String cursor) {
        if (cursor.isEmpty()) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == LENGTH) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                long micros = buffer.getLong();
                // What no clock ever said would not fit into a database's timestamp.
                if (micros >= 0 && micros < 253_402_300_800_000_000L) {
                    return new TimelinePosition(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), buffer.getLong());
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below.
        }
        throw new Malformed(
                "badCursor",
                Localized.of("cursor 无效。", "The cursor cannot be read."),
                Violation.of("cursor", "badCursor", "无效。", "It is invalid."));
    }
}
