package org.penglai.crm.api.work;

import java.util.Objects;
import org.penglai.crm.api.Localized;

/**
 * Something that one user is to be told. Appears in the user's notification centre, on open pages at once.
 *
 * @param userId record id of the user; nothing happens for 0, the system itself
 * @param kind lowerCamelCase, decides icon and settings: {@code mention}, {@code reminder}, {@code watch}, {@code pool},
 *     {@code job} or one of a capability's own; at most 40 characters
 * @param title one line; what is longer than 300 characters is cut
 * @param text more about it, may be null; what is longer than 1,000 characters is cut
 * @param type plural REST name of the record that it is about; null if it is about none
 * @param recordId id of that record; null if it is about none
 */
public record Notice(long userId, String kind, Localized title, String text, String type, Long recordId) {
    public Notice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        if ((type == null) != (recordId == null)) {
            throw new IllegalArgumentException("type and recordId go together");
        }
    }

    /** About a record. */
    public static Notice about(long userId, String kind, Localized title, String text, String type, long recordId) {
        return new Notice(userId, kind, title, text, type, recordId);
    }

    /** About no record. */
    public static Notice plain(long userId, String kind, Localized title, String text) {
        return new Notice(userId, kind, title, text, null, null);
    }
}
