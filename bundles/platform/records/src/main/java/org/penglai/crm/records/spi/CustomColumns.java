package org.penglai.crm.records.spi;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Room for the values of custom fields, made and given back while everybody goes on writing. Safe for any thread; not
 * inside a transaction.
 */
@ProviderType
public interface CustomColumns {
    /** How the names of columns begin that follow from others and that nobody may write. */
    String FOLDED = "same_letters_";

    /**
     * Adds the field's column, and the type's side table if this is its first field. Does nothing if the column is there.
     * A lock on the side table is waited for at most two seconds at a time, so that writers are not held up for longer;
     * then it is tried again.
     *
     * @throws org.penglai.crm.api.error.Unavailable if the table stays busy or the database is away
     */
    void add(StoredType type, StoredField field);

    /** Removes the field's column or codes with all values; does nothing if there is none. Locks and fails as above. */
    void drop(StoredType type, StoredField field);

    /**
     * Makes an index for filters and sorting by the field, on PostgreSQL without keeping anybody from writing; does nothing
     * if it is there or the field has no column that could be indexed.
     */
    void index(StoredType type, StoredField field);

    /**
     * Makes an index for each of these keys, by which the records with its values are found, in the same way; and drops those
     * of keys that are none any more. One index is for the type's own fields and one for custom ones; a text that is too long
     * is in none. Where the database has no indexes of expressions, a key without case adds a column with small letters,
     * during which the table cannot be written.
     *
     * @param keys all that rules call unique in this type
     */
    void keepIndexes(StoredType type, Collection<UniqueKeys.Key> keys);
}
