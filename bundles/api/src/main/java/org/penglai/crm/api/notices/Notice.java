package org.penglai.crm.api.notices;

import java.util.Objects;
import java.util.Set;
import org.penglai.crm.api.Localized;

/**
 * Something that users should hear of.
 *
 * @param recipients ids of users; who caused it is told like everybody else who is named here
 * @param kind lowerCamelCase, e.g. {@code mention}, {@code reminder}; a capability's own kinds are allowed
 * @param title one line
 * @param text what was said, e.g. an excerpt; null if the title says it all
 * @param type type of the record that it is about, null if it is about none
 * @param recordId its id, null if it is about none
 */
public record Notice(Set<Long> recipients, String kind, Localized title, String text, String type, Long recordId) {
    public Notice {
        recipients = Set.copyOf(recipients);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        if ((type == null) != (recordId == null)) {
            throw new IllegalArgumentException("A notice is about a record of a type or about none");
        }
    }
}
