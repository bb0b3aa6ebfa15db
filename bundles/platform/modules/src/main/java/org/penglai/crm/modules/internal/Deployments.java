package org.penglai.crm.modules.internal;

import java.net.URI;
import java.util.List;

/** What the deploy folder needs of the modules. Safe for any thread. */
interface Deployments {
    /** Whether modules can be changed: not before the desired set is in place. */
    boolean isOpen();

    /**
     * Takes a KAR in and runs its modules in the versions that it brings.
     *
     * @return the ids of these modules, each as {@code name/version}
     * @throws org.penglai.crm.api.error.CrmException if that fails; what ran before still runs
     */
    List<String> deploy(URI kar);

    /** Whether the module ought to run in that version and does not. */
    boolean lacks(String id, String version);

    /** Removes a module if that very version runs; says whether it did. */
    boolean withdraw(String id, String version);
}
