package org.penglai.crm.events.spi;

import java.util.Collection;
import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is told of persons in changes, under keys of the records: a value stands there as <code>{"~": "sealed"}</code>.
 * The chain of the audit is made of the sealed text, so it stays whole when a key is destroyed. Safe for any thread.
 */
@ProviderType
public interface PersonalValues {
    /** Makes the keys of these records at once. */
    void prepare(String type, Collection<Long> ids);

    /** Makes the keys of records that the caller's transaction makes, too, and that therefore cannot have any yet. */
    void prepareNew(String type, Collection<Long> ids);

    /**
     * A value in its sealed form.
     *
     * @param json the value in JSON
     * @return JSON to be written in its place
     */
    String seal(String type, long id, String field, String json);

    /**
     * Changes, or an image of a record, with their values in clear. A value whose key was destroyed, or that cannot be
     * opened any more, is <code>{"erased": true}</code>.
     *
     * @param changes a JSON object or null
     */
    String open(String type, long id, String changes);

    /** The same on a connection that the caller has already. */
    String open(DSLContext sql, String type, long id, String changes);
}
