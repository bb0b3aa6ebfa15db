package org.penglai.crm.vault.spi;

import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One key a record, for what is told of a person in places that nothing is taken out of: audit, events, undo data.
 * Destroying the key makes all of that unreadable at once, everywhere, without changing a byte of it. Works in the
 * transaction of the calling thread if there is one. Safe for any thread.
 *
 * <p>Every method throws {@link org.penglai.crm.api.error.Unavailable} while the key file cannot be used.
 */
@ProviderType
public interface PersonKeys {
    /**
     * Makes or reads the keys of many records at once, so that sealing for them afterwards asks the database nothing
     * more.
     */
    void prepare(String type, Collection<Long> ids);

    /** Makes the keys of records that the caller's transaction makes, too, and that therefore cannot have any yet. */
    default void prepareNew(String type, Collection<Long> ids) {
        prepare(type, ids);
    }

    /**
     * Seals bytes with the record's key, which is made when there is none. Of a record whose key was destroyed nothing
     * is kept: the result opens to nothing.
     *
     * @param context what the bytes are; they open with the same context only
     */
    byte[] seal(String type, long id, byte[] plain, String context);

    /**
     * The bytes that were sealed, or empty if the record's key was destroyed. Another node may go on opening for two
     * seconds after that.
     *
     * @throws IllegalArgumentException if the bytes were not sealed for this record and context, or were changed
     */
    Optional<byte[]> open(String type, long id, byte[] sealed, String context);

    /** The same on a connection that the caller has already, for reading inside a query. */
    default Optional<byte[]> open(DSLContext sql, String type, long id, byte[] sealed, String context) {
        return open(type, id, sealed, context);
    }

    /**
     * Destroys the record's key with the caller's transaction; a record that had none gets none any more. Doing it again
     * changes nothing.
     */
    void destroy(String type, long id);

    /** Whether the record's key was destroyed. */
    boolean destroyed(String type, long id);
}
