package org.penglai.crm.records.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/** What was deleted and can still be brought back by {@link RecordWrites#restore}. Safe for any thread. */
@ProviderType
public interface RecycleBins {
    /** How long a deleted record stays. */
    Duration KEPT = Duration.ofDays(30);

    /** What somebody must be permitted to delete for good. */
    String PURGE = "recycleBin";

    /** Types of which the caller could bring something back, with how many there are. */
    List<Kind> types(Caller caller);

    /**
     * Deleted records of a type, the latest first.
     *
     * @param q part of the title; empty for all
     * @param before {@link Deleted#batch} of the last one of the page before; null for the first page
     * @throws org.penglai.crm.api.error.NotFound if there is no such type
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not delete records of the type
     */
    List<Deleted> list(Caller caller, String type, String q, Long before, int limit);

    /**
     * Deletes for good a record that lies there, with what went along with it. Enters the gates itself.
     *
     * @throws org.penglai.crm.api.error.NotFound if it is not there or out of reach
     * @throws org.penglai.crm.api.error.Forbidden without {@link #PURGE}
     */
    void purge(Caller caller, String type, long id);

    /** @param label the type for people, many */
    record Kind(String type, Localized label, int count) {}

    /**
     * @param title null if it has none that the caller may see
     * @param byName null for a user who is no longer there
     * @param purgedAt from when on it may be gone
     * @param along what went with it, by type
     */
    record Deleted(
            long id,
            long batch,
            String title,
            Instant at,
            long by,
            String byName,
            Instant purgedAt,
            List<Kind> along,
            boolean restorable,
            boolean purgeable) {}
}
