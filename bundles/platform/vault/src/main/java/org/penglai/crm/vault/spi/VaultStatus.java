package org.penglai.crm.vault.spi;

import org.osgi.annotation.versioning.ProviderType;

/** Whether the key file can be used, for the operator. Safe for any thread. */
@ProviderType
public interface VaultStatus {
    /** Where the key file lies, or should. */
    String keyFile();

    /** What keeps the key file from being used, in English for the operator; null if all is well. Looks again each time. */
    String problem();

    /** How many records have a key of their own. */
    long recordKeys();

    /** How many keys of records were destroyed. */
    long destroyedKeys();
}
