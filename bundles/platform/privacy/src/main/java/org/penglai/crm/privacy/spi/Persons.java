package org.penglai.crm.privacy.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/**
 * What is held of single persons, and its end. For callers with the right {@code privacy}; what they see and erase does
 * not depend on their scope. Safe for any thread.
 */
@ProviderType
public interface Persons {
    /**
     * What an erasure would take.
     *
     * @throws org.penglai.crm.api.error.Forbidden without the right
     * @throws org.penglai.crm.api.error.NotFound if there is no such person, the recycle bin included
     * @throws org.penglai.crm.api.error.Conflict if the record is of another kind than a person
     */
    Preview preview(Caller caller, String type, long id);

    /**
     * Erases a person for good, in one transaction: fields are emptied, what belongs to this person alone goes, the key of
     * what is told of the person elsewhere is destroyed. Files and the search index follow at once.
     *
     * @param reason why; must not name the person
     * @param confirmation the person's title, as the preview says it
     * @throws org.penglai.crm.api.error.Conflict if the record is of another kind than a person
     * @throws org.penglai.crm.api.error.Invalid if the reason is missing or the confirmation is another
     */
    Preview erase(Caller caller, String type, long id, String reason, String confirmation);

    /** Erasures, the newest first. */
    List<Erasure> erasures(Caller caller, int limit);

    /**
     * What is held of a person, or was.
     *
     * @param title what the person is called
     * @param owned records that belong to this person alone, by type: they go
     * @param shared records that lead to this person and to others, by type: they stay, without the person's name
     * @param attachments files of the person and of what goes
     * @param fields how many fields have a value
     */
    record Preview(
            String type,
            long id,
            String title,
            Map<String, Integer> owned,
            Map<String, Integer> shared,
            int attachments,
            int fields) {}

    /** An erasure that was carried out. */
    record Erasure(String type, long id, Instant at, long by, String reason) {}
}
