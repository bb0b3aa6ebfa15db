package org.penglai.crm.api.modules;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

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

    /**
     * Takes a KAR that somebody has sent into the store and says what running its modules would do; nothing runs yet.
     *
     * @param name of the file as its sender calls it, for audit and history
     * @param kar a copy of the file; may go afterwards
     * @throws org.penglai.crm.api.error.Invalid if it is none, is damaged, tampered with or not trusted, reaches outside
     *     itself, brings no module, or brings other content for a version that is here already; nothing is kept of it
     */
    ModulePlan stage(Caller caller, String name, Path kar);

    /** The versions of a module that can be installed, newest first. */
    List<String> versions(String id);

    /** Modules that were removed and whose data are kept, in the versions that ran last. */
    List<ModuleVersion> removed();

    /** The version that ran before the present one, if it can still be run. */
    Optional<String> former(String id);

    /** What the module's code has cost, by kind; kinds that were never called are left out. */
    List<ModuleCost> costs(String id);

    /** What {@link #change} would do with these modules, and whether it could; touches nothing. */
    ModulePlan plan(List<ModuleVersion> wanted);

    /**
     * Runs modules in these versions, all of them or none. They are resolved, checked and their tables brought up to date
     * while the former versions still run; if a new one does not start or is not well, the former ones run again.
     *
     * @param caller who wants it, for audit and history
     * @return how these modules are now
     * @throws org.penglai.crm.api.error.Invalid if it cannot be done; nothing was touched
     * @throws org.penglai.crm.api.error.Conflict with code {@code rolledBack} if the former versions run again
     */
    List<ModuleStatus> change(Caller caller, List<ModuleVersion> wanted);

    /** {@link #change} of one module by the platform itself. */
    default ModuleStatus install(String id, String version) {
        return change(Caller.system(), List.of(new ModuleVersion(id, version))).get(0);
    }

    /**
     * Runs the version again that ran before the present one.
     *
     * @throws org.penglai.crm.api.error.Conflict with code {@code noFormer} if there is none; else as {@link #change}
     */
    ModuleStatus rollback(Caller caller, String id);

    /**
     * Stops a module, now and at every start from now on, until {@link #start} or {@link #change} runs it. Its records can
     * still be read; whoever wants to write is told to come back later.
     */
    ModuleStatus stop(Caller caller, String id);

    /**
     * Runs a stopped module again.
     *
     * @throws org.penglai.crm.api.error.Conflict with code {@code notStarted} if it cannot; it is stopped again
     */
    ModuleStatus start(Caller caller, String id);

    /** Removes a module; its data stays. */
    void uninstall(Caller caller, String id);

    /** {@link #uninstall(Caller, String)} by the platform itself. */
    default void uninstall(String id) {
        uninstall(Caller.system(), id);
    }

    /**
     * Removes a module, installed or removed before, with all its data: records, tables, files, what administrators have
     * set up for its types, and what is found in searches. Audit and events stay without what they say of persons.
     *
     * @throws org.penglai.crm.api.error.Conflict with code {@code referenced} if records of another module refer to its
     *     records; nothing was touched
     */
    void purge(Caller caller, String id);

    /**
     * {@link #purge} after all records with their relations, attachments, labels, custom fields, rules and shared lists
     * were written into one archive, which {@link #importData} takes in, here or on another installation. If that fails
     * the module is removed and its data are kept.
     *
     * @return the archive
     */
    Path export(Caller caller, String id);

    /**
     * Takes in what {@link #export} has written, into a module that runs in the same version or a later one and has no
     * data. All of it or nothing; afterwards every row was compared with the archive's checksums. People are found by user
     * name, records of other modules by number, else title.
     *
     * @return the module
     * @throws org.penglai.crm.api.error.Invalid if it is damaged, or refers to people or records that are not here
     * @throws org.penglai.crm.api.error.Conflict if the module has data already
     */
    String importData(Caller caller, Path archive);

    /** An archive that {@link #export} has written on this node, by its file name; empty if there is none. */
    Optional<Path> archive(String name);

    /** The last changes that were tried, newest first. */
    List<ModuleChange> history(int limit);
}
