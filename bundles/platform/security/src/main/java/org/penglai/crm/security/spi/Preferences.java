package org.penglai.crm.security.spi;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** What the pages of a user remember about themselves, each under a key; nobody else reads it. Safe for any thread. */
@ProviderType
public interface Preferences {
    /** The most keys that a user may have. */
    int KEYS_AT_MOST = 300;
    /** The longest content of a key, in bytes of UTF-8. */
    int BYTES_AT_MOST = 16 * 1024;

    /** All of the caller's, as JSON text by key, in the order of the keys. */
    Map<String, String> all(Caller caller);

    /**
     * Keeps a value, in place of an earlier one.
     *
     * @param key 1 to 100 of {@code A-Z a-z 0-9 . _ : -}
     * @param json well-formed JSON text, at most {@link #BYTES_AT_MOST}
     * @throws org.penglai.crm.api.error.Invalid if key or text break a limit, or the user has {@link #KEYS_AT_MOST}
     */
    void put(Caller caller, String key, String json);

    /** Forgets a value; false if there was none. */
    boolean delete(Caller caller, String key);
}
