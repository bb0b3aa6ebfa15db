package org.penglai.crm.vault.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keys of sensitive fields. A key has versions: after a rotation new values get the newest one, old ones are read
 * and found until they were sealed anew. Safe for any thread.
 */
@ProviderType
public interface FieldKeys {
    /**
     * The key of a field, made when there is none. May be kept for an operation, not longer.
     *
     * @throws org.penglai.crm.api.error.Unavailable while the key file cannot be used
     */
    FieldKey of(String type, String field);

    /**
     * Makes a new version, which all nodes write with as soon as all of them know it.
     *
     * @return the new version
     */
    int rotate(String name);

    /** Forgets the key of a version that no value is sealed with any more. */
    void retire(String name, int version);

    /** Notes that no value of the field is stored in clear any more, so that nobody need look for such values. */
    void complete(String name);

    /** All versions of all keys, by name and version. */
    List<Version> versions();

    /**
     * @param name type and field, {@code contacts.mobile}
     * @param activeFrom when values began or begin to be sealed with it
     * @param retiredAt when its key was forgotten, or null
     * @param completeAt since when no value of the field is stored in clear, or null
     */
    record Version(
            String name, int version, Instant createdAt, Instant activeFrom, Instant retiredAt, Instant completeAt) {}
}
