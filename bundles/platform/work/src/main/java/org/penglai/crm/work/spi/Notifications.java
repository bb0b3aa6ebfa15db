package org.penglai.crm.work.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/** What a user was told. A caller sees the own ones only. Safe for any thread. */
@ProviderType
public interface Notifications {
    /** Topic of the live update for a new or read notification; its key is the id, empty when some were read. */
    String TOPIC = "notification";

    /**
     * The newest first.
     *
     * @param unreadOnly leaves out what was read
     * @param limit 1 to 201
     * @param before id of the last one of the page before; 0 for the first page
     */
    List<Item> list(Caller caller, boolean unreadOnly, int limit, long before);

    /** One of the caller's. */
    Optional<Item> find(Caller caller, long id);

    /** How many the caller has not read. */
    int unread(Caller caller);

    /** Marks those of the caller among these as read. */
    void read(Caller caller, Collection<Long> ids);

    /** Marks all of the caller's as read. */
    void readAll(Caller caller);

    /**
     * @param text null if the title says it all
     * @param type type of the record that it is about, null if none
     * @param recordId null if none
     * @param readAt null while unread
     */
    record Item(
            long id,
            String kind,
            Localized title,
            String text,
            String type,
            Long recordId,
            Instant at,
            Instant readAt) {}
}
