package org.penglai.crm.api.demo;

import org.osgi.annotation.versioning.ProviderType;

/** Loads and removes the sample data of all modules that run. Safe for any thread; one call waits for the other. */
@ProviderType
public interface Demo {
    /** System of the external ids by which sample records are known. */
    String SYSTEM = "demo";

    /** Tag that sample records have, so that people recognise them. */
    String TAG = "示例";

    /**
     * Creates the sample records that were not created since the last removal. One that somebody has deleted stays
     * deleted, and what refers to it is left out.
     *
     * @return how many were created
     * @throws org.penglai.crm.api.error.CrmException if the platform refuses a record or cannot write; some of the
     *     others may have been created then, and another call creates the rest
     */
    int load();

    /**
     * Puts all sample records into the recycle bin, changed ones and their dependent records included. Those that a
     * record of somebody else needs stay, and so do those of modules that are not installed.
     *
     * @return how many sample records were removed
     * @throws org.penglai.crm.api.error.CrmException if the platform cannot write; another call removes the rest
     */
    int remove();
}
