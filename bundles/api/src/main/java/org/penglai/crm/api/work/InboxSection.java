package org.penglai.crm.api.work;

import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.Localized;

/**
 * A group of things to do.
 *
 * @param id unique among all sources; a capability puts its vendor's or its own name in front
 * @param title heading
 * @param order place in the inbox: overdue 100, today 200, appointments 300, soon 400, mentions 500
 * @param items most urgent first, at most 50 are shown
 */
public record InboxSection(String id, Localized title, int order, List<InboxItem> items) {
    public InboxSection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        items = List.copyOf(items);
    }
}
