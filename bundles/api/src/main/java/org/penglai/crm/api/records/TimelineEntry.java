package org.penglai.crm.api.records;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.penglai.crm.api.Localized;

/**
 * Something that happened, as a timeline shows it.
 *
 * @param id unique among all entries: an id that the platform gave
 * @param kind e.g. {@code attachment}
 * @param at when it happened
 * @param userId who did it, null if nobody is known, 0 for the system
 * @param type type of the record that the entry leads to
 * @param recordId its id
 * @param title one line
 * @param text shown below the title, null for none
 * @param data more for the page that shows it, JSON-like values; may be empty
 */
public record TimelineEntry(
        long id,
        String kind,
        Instant at,
        Long userId,
        String type,
        long recordId,
        Localized title,
        String text,
        Map<String, Object> data) {
    public TimelineEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(title, "title");
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** Where it stands. */
    public TimelinePosition position() {
        return new TimelinePosition(at, id);
    }
}
