package org.penglai.crm.api.work;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One thing to do.
 *
 * @param type plural REST name of the record
 * @param id the record's id
 * @param title what to do, in the caller's language where it is not the record's own text
 * @param subtitle whom or what it concerns; may be null
 * @param at when it is due or takes place; may be null
 * @param overdue whether it should have been done
 * @param to page of the console to go to; null for the record's own page
 * @param actions names of the record's actions that the inbox offers, e.g. {@code complete}; may be empty
 */
public record InboxItem(
        String type,
        long id,
        String title,
        String subtitle,
        Instant at,
        boolean overdue,
        String to,
        List<String> actions) {
    public InboxItem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(title, "title");
        actions = List.copyOf(actions);
    }
}
