package org.penglai.crm.api.files;

import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.Localized;

/** Hears of files that were meant for a record and are kept from it. Register an implementation as an OSGi service. */
@ConsumerType
public interface RefusedUploads {
    /** Plural name of the type of records that it hears about. */
    String type();

    /**
     * A file was deleted instead of being attached. May be told twice.
     *
     * @param name as the sender calls it, which nobody need trust
     * @param reason for people
     */
    void refused(long recordId, String name, Localized reason);
}
