package org.penglai.crm.api.modules;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What is installed. The desired set lives in the database and is restored at every boot. Safe for any thread. */
@ProviderType
public interface Modules {
    /** All modules, by id. */
    List<ModuleStatus> list();

    /** One module, if it is installed. */
    Optional<ModuleStatus> find(String id);

    /** Whether every module of the desired set runs; the answer of {@code /readyz}. */
    boolean isReady();

    /**
     * Takes a KAR into the platform's store, so that its features can be installed by name.
     *
     * @return the ids of the modules in it, each as {@code name/version}
     * @throws org.penglai.crm.api.error.Invalid if it is no KAR or reaches outside itself
     */
    List<String> stage(URI kar);

    /** Installs a staged or shipped module, or moves it to that version; the newest one when version is null. */
    ModuleStatus install(String id, String version);

    /** Removes a module; its data stays. */
    void uninstall(String id);
}
