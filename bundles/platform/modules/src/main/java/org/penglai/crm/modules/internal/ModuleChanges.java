package org.penglai.crm.modules.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.ModuleVersion;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes what runs, and writes down what ought to run. One change at a time: container, table and store would not
 * agree otherwise. Everything recorded is read from the container at that moment, so late or unordered events do no harm.
 */
final class ModuleChanges {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleChanges.class);

    private final BundleContext context;
    private final FeatureModules features;
    private final ModuleSwap swap;
    private final DesiredModules desired;
    private final KnownModules modules;
    private final ModuleKars kars;
    private final OutsideModules outside;
    private final Types types;
    private final ModuleRecord record;
    private final ModuleData data;

    ModuleChanges(
            BundleContext context,
            FeatureModules features,
            ModuleSwap swap,
            DesiredModules desired,
            KarStore store,
            Types types,
            ModuleRecord record,
            ModuleData data) {
        this.context = context;
        this.features = features;
        this.swap = swap;
        this.desired = desired;
        this.modules = new KnownModules(context, features);
        this.kars = new ModuleKars(features, store, record);
        this.outside = new OutsideModules(features, store);
        this.types = types;
        this.record = record;
        this.data = data;
    }

    /** Makes the modules kept in the store known; one that cannot be read does not stop the others. */
    synchronized void learn() {
        new StrayBundles(context).remove();
        kars.learn();
    }

    /** Writes down that a module of the archive ought to run, before it is tried for the first time. */
    synchronized void begin(String name) {
        Optional<Feature> feature = features.find(name, null);
        if (feature.isPresent()) {
            desired.want(DesiredModule.first(name, feature.get().getVersion(), null));
        } else {
            LOG.error("Module {} of the standard set is not on board", name);
        }
    }

    /** Makes the container agree with what ought to be. */
    synchronized void restore(DesiredModule wanted) {
        try {
            if (wanted.present()) {
                run(wanted);
            } else {
                types.forget(wanted.name());
                if (features.installed(wanted.name()).filter(modules::isModule).isPresent()) {
                    swap.uninstall(wanted.name());
                }
            }
        } catch (CrmException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("Module {} {} cannot be restored: {}", wanted.name(), wanted.version(), Reason.of(e));
            }
        } catch (ModuleFailure e) {
            LOG.error("Module {} {} cannot be restored: {}", wanted.name(), wanted.version(), e.getMessage());
        } catch (RuntimeException e) { // boundary: one module never keeps the others from running
            LOG.error("Module {} {} cannot be restored", wanted.name(), wanted.version(), e);
        }
    }

    private void run(DesiredModule wanted) {
        if (wanted.repository() != null) {
            kars.learn(URI.create(wanted.repository()));
        }
        Feature feature = modules.wanted(wanted);
        if (!wanted.running()) {
            swap.keepStopped(feature);
            return;
        }
        if (features.isInstalled(feature)) {
            swap.makeOnly(feature);
            swap.start(feature);
        } else {
            swap.install(List.of(feature));
        }
        remember(feature, Caller.system());
    }

    /** Takes over what an operator installed with the container's own commands. */
    synchronized void installed(String name, String version) {
        Optional<Feature> present = features.find(name, version)
                .filter(features::isInstalled)
                .or(() -> features.installed(name))
                .filter(modules::isModule);
        present.ifPresent(swap::makeOnly);
        present.ifPresent(feature -> remember(feature, Caller.system()));
    }

    /** An upgrade reports the old version as uninstalled, too: only a module of which no version is left has gone. */
    synchronized void uninstalled(String name) {
        if (features.installed(name).isEmpty()) {
            forget(name, Caller.system());
        }
    }

    private void forget(String name, Caller caller) {
        desired.all().stream()
                .filter(module -> module.name().equals(name) && module.present())
                .forEach(module -> {
                    // First the types: who no longer sees the module listed must not find its records either.
                    types.forget(name);
                    desired.want(module.with(DesiredModule.Wish.REMOVED));
                    record.note(name, module.version(), ModuleChange.Operation.UNINSTALLED, caller);
                });
    }

    private void remember(Feature feature, Caller caller) {
        Optional<DesiredModule> before = desired.find(feature.getName());
        URI repository =
                outside.keep(feature, before.map(DesiredModule::repository).orElse(null));
        String from = repository == null ? null : repository.toString();
        DesiredModule now = before.map(known -> known.moved(feature.getVersion(), from))
                .orElseGet(() -> DesiredModule.first(feature.getName(), feature.getVersion(), from));
        if (before.isPresent() && before.get().equals(now)) {
            return;
        }
        desired.want(now);
        if (before.isEmpty()
                || !before.get().present()
                || !before.get().version().equals(now.version())) {
            record.installed(now.name(), now.version(), caller);
        }
    }

    /** Takes a KAR into the store and makes its features known. */
    synchronized List<Feature> stage(URI kar) {
        return kars.stage(kar).features();
    }

    /** The same with one that somebody has sent; says what running its modules would do. */
    synchronized ModulePlan stage(Caller caller, String name, Path kar) {
        List<Feature> brought =
                modules.among(kars.stageNew(caller, name, kar.toUri()).features());
        return plan(brought.stream()
                .map(feature -> new ModuleVersion(feature.getName(), feature.getVersion()))
                .toList());
    }

    /** What a change would do, and whether it could. */
    synchronized ModulePlan plan(List<ModuleVersion> wanted) {
        List<Feature> found = new ArrayList<>();
        try {
            found.addAll(modules.find(wanted));
            swap.check(found);
            return new ModulePlan(steps(found), null);
        } catch (CrmException e) {
            return new ModulePlan(steps(found), Reason.text(e));
        }
    }

    private List<ModulePlan.Step> steps(List<Feature> wanted) {
        return wanted.stream()
                .map(feature -> new ModulePlan.Step(
                        feature.getName(),
                        features.installed(feature.getName())
                                .map(Feature::getVersion)
                                .orElse(null),
                        feature.getVersion()))
                .toList();
    }

    /** Installs known modules in one step, or moves them to these versions. */
    synchronized void change(Caller caller, List<ModuleVersion> wanted) {
        install(modules.find(wanted), caller);
    }

    private void install(List<Feature> wanted, Caller caller) {
        List<Feature> changed = wanted.stream()
                .filter(feature -> !features.isInstalled(feature))
                .toList();
        if (!changed.isEmpty()) {
            record.tried(steps(changed), caller, times -> exchange(changed, times));
        }
        // One that was stopped runs from now on.
        wanted.stream()
                .filter(feature -> desired.find(feature.getName())
                        .filter(known -> known.wish() == DesiredModule.Wish.STOP)
                        .isPresent())
                .filter(feature -> !changed.contains(feature))
                .forEach(swap::resume);
        wanted.forEach(feature -> remember(feature, caller));
    }

    private void exchange(List<Feature> wanted, ChangeTimes times) {
        try {
            swap.install(wanted, times);
        } catch (CrmException e) {
            // Going back starts what ran before; what was stopped did not.
            wanted.stream()
                    .map(feature -> desired.find(feature.getName()))
                    .flatMap(Optional::stream)
                    .filter(known -> known.wish() == DesiredModule.Wish.STOP)
                    .map(known -> features.installed(known.name()))
                    .flatMap(Optional::stream)
                    .forEach(swap::stop);
            throw e;
        }
    }

    /** Stops a module for good. */
    synchronized void stop(Caller caller, String name) {
        DesiredModule known = present(name);
        if (known.running()) {
            swap.stop(modules.installed(name));
            desired.want(known.with(DesiredModule.Wish.STOP));
            record.note(name, known.version(), ModuleChange.Operation.STOPPED, caller);
        }
    }

    /** Runs a stopped module again. */
    synchronized void start(Caller caller, String name) {
        DesiredModule known = present(name);
        if (!known.running()) {
            swap.resume(modules.installed(name));
            desired.want(known.with(DesiredModule.Wish.RUN));
            record.note(name, known.version(), ModuleChange.Operation.STARTED, caller);
        }
    }

    private DesiredModule present(String name) {
        return desired.find(name).filter(DesiredModule::present).orElseThrow(() -> FeatureModules.unknown(name, null));
    }

    /** Stages a KAR and runs its modules in the versions that it brings; returns these modules. */
    synchronized List<Feature> deploy(URI kar) {
        ModuleKars.Staged staged = kars.stageOver(kar);
        List<Feature> brought = modules.among(staged.features());
        if (staged.replaced()) {
            // The container takes the same version for the same bundle, so only removing it first changes anything.
            brought.stream().filter(features::isInstalled).forEach(feature -> swap.uninstall(feature.getName()));
        }
        install(brought, Caller.system());
        return brought;
    }

    /** Removes a module, or a wanted one that could not be installed. */
    synchronized void uninstall(Caller caller, String name) {
        Optional<Feature> present = features.installed(name);
        boolean wanted = desired.find(name).filter(DesiredModule::present).isPresent();
        if (present.isPresent() && modules.isModule(present.get())) {
            swap.uninstall(name);
        } else if (present.isPresent() || !wanted) {
            throw FeatureModules.unknown(name, null);
        }
        forget(name, caller);
    }

    /** Removes a module, installed or removed before, with everything that is kept of it. */
    synchronized void purge(Caller caller, String name) {
        remove(caller, name, false);
    }

    /** The same after its data were written into an archive. */
    synchronized Path export(Caller caller, String name) {
        return remove(caller, name, true);
    }

    private Path remove(Caller caller, String name, boolean keepArchive) {
        DesiredModule known = desired.find(name).orElseThrow(() -> FeatureModules.unknown(name, null));
        ModuleData.Kept kept = modules.kept(name, swap);
        data.check(name);
        if (known.present()) {
            uninstall(caller, name);
        }
        Path archive = null;
        if (keepArchive) {
            archive = data.export(kept, known.version());
            record.note(name, known.version(), ModuleChange.Operation.EXPORTED, caller);
        }
        data.purge(caller, kept);
        kars.drop(
                name,
                desired.all().stream()
                        .map(DesiredModule::name)
                        .filter(other -> !other.equals(name))
                        .collect(Collectors.toSet()));
        desired.forget(name);
        record.note(name, known.version(), ModuleChange.Operation.PURGED, caller);
        return archive;
    }

    /** Takes the data of a removed module in again, or those of another installation. */
    synchronized String importData(Caller caller, Path archive) {
        String name = data.module(archive);
        Feature feature = modules.installed(name);
        swap.holding(feature, () -> data.read(caller, archive, modules.kept(name, swap), feature.getVersion()));
        record.note(name, feature.getVersion(), ModuleChange.Operation.IMPORTED, caller);
        return name;
    }

    /** Whether the module ought to run in that version and does not. */
    synchronized boolean lacks(String name, String version) {
        return features.installed(name).isEmpty()
                && desired.all().stream()
                        .anyMatch(module -> module.running()
                                && module.name().equals(name)
                                && module.version().equals(version));
    }

    /** Removes the module if that very version runs. */
    synchronized boolean withdraw(String name, String version) {
        boolean runs = features.installed(name)
                .filter(feature -> feature.getVersion().equals(version))
                .isPresent();
        if (runs) {
            uninstall(Caller.system(), name);
        }
        return runs;
    }
}
