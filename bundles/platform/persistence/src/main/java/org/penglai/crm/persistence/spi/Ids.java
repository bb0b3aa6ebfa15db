package org.penglai.crm.persistence.spi;

import org.osgi.annotation.versioning.ProviderType;

/** Time-sorted 64-bit ids (TSID: 42 bits of milliseconds, 10 of node, 12 of counter), unique over all nodes. Safe for any thread. */
@ProviderType
public interface Ids {
    /**
     * A new id, greater than all that this process gave before.
     *
     * @throws org.penglai.crm.api.error.Unavailable without a valid lease of a node number from the database
     */
    long next();

    /** As text in JSON: 13 characters, Crockford base 32. */
    static String format(long id) {
        return com.github.f4b6a3.tsid.Tsid.from(id).toString();
    }

    /** Reads {@link #format}; -1 if the text is no id. */
    static long parse(String text) {
        return com.github.f4b6a3.tsid.Tsid.isValid(text)
                ? com.github.f4b6a3.tsid.Tsid.from(text).toLong()
                : -1;
    }
}
