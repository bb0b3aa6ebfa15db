package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unavailable;
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
    private final KarStore store;
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
        this.store = store;
        this.outside = new OutsideModules(features, store);
        this.types = types;
        this.record = record;
        this.data = data;
    }

    /** Makes the modules kept in the store known; one that cannot be read does not stop the others. */
    synchronized void learn() {
        new StrayBundles(context).remove();
        try {
            for (URI file : store.features()) {
                learn(file);
            }
        } catch (IOException e) {
            LOG.error("Modules kept in the data folder cannot be read: {}", e.getMessage());
        }
    }

    private void learn(URI file) {
        try {
            features.addRepository(file);
        } catch (CrmException e) {
            LOG.error("Features file {} cannot be read: {}", file, Reason.of(e));
        }
    }

    /** Writes down that a module of the archive ought to run, before it is tried for the first time. */
    synchronized void begin(String name) {
        Optional<Feature> feature = features.find(name, null);
        if (feature.isPresent()) {
            desired.want(new DesiredModule(name, feature.get().getVersion(), null, true));
        } else {
            LOG.error("Module {} of the standard set is not on board", name);
        }
    }

    /** Makes the container agree with what ought to be. */
    synchronized void restore(DesiredModule wanted) {
        try {
            if (wanted.running()) {
                run(wanted);
            } else {
                types.forget(wanted.name());
                if (features.installed(wanted.name()).filter(this::isModule).isPresent()) {
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
            learn(URI.create(wanted.repository()));
        }
        Feature feature = features.find(wanted.name(), wanted.version())
                .or(() -> successor(wanted))
                .orElseThrow(() -> FeatureModules.unknown(wanted.name(), wanted.version()));
        if (features.isInstalled(feature)) {
            swap.makeOnly(feature);
            swap.start(feature);
        } else {
            swap.install(List.of(feature));
        }
        remember(feature, Caller.system());
    }

    /** A new archive brings newer versions of what the old one shipped. */
    private Optional<Feature> successor(DesiredModule wanted) {
        Optional<Feature> newest = features.find(wanted.name(), null)
                .filter(feature ->
                        FeatureModules.version(feature).compareTo(FeatureModules.version(wanted.version())) > 0);
        newest.ifPresent(feature -> LOG.warn(
                "Module {} {} is not on board any more, going on with {}",
                wanted.name(),
                wanted.version(),
                feature.getVersion()));
        return newest;
    }

    /** Takes over what an operator installed with the container's own commands. */
    synchronized void installed(String name, String version) {
        Optional<Feature> present = features.find(name, version)
                .filter(features::isInstalled)
                .or(() -> features.installed(name))
                .filter(this::isModule);
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
                .filter(module -> module.name().equals(name) && module.running())
                .forEach(module -> {
                    // First the types: who no longer sees the module listed must not find its records either.
                    types.forget(name);
                    desired.drop(module);
                    record.note(name, module.version(), "uninstalled", caller);
                });
    }

    private void remember(Feature feature, Caller caller) {
        Optional<DesiredModule> before = desired.all().stream()
                .filter(module -> module.name().equals(feature.getName()))
                .findFirst();
        URI repository =
                outside.keep(feature, before.map(DesiredModule::repository).orElse(null));
        DesiredModule now = new DesiredModule(
                feature.getName(), feature.getVersion(), repository == null ? null : repository.toString(), true);
        if (before.isPresent() && before.get().equals(now)) {
            return;
        }
        desired.want(now);
        if (before.isEmpty()
                || !before.get().running()
                || !before.get().version().equals(now.version())) {
            record.note(now.name(), now.version(), "installed", caller);
        }
    }

    /** Takes a KAR into the store and makes its features known. */
    synchronized List<Feature> stage(URI kar) {
        return stage(take(kar));
    }

    private List<Feature> stage(KarStore.Taken taken) {
        List<Feature> known = new ArrayList<>();
        for (URI file : taken.files()) {
            features.addRepository(file);
            known.addAll(features.in(file));
        }
        return known;
    }

    private KarStore.Taken take(URI kar) {
        try {
            return store.take(kar);
        } catch (Invalid e) {
            String address = kar.toString();
            record.refused(address.substring(address.lastIndexOf('/') + 1), Caller.system(), e);
            throw e;
        } catch (IOException e) {
            throw new Unavailable(
                    "karUnreadable",
                    Localized.of("无法读取模块包：" + e.getMessage(), "The module archive cannot be read: " + e.getMessage()),
                    Duration.ofSeconds(30),
                    e);
        }
    }

    /** What a change would do, and whether it could. */
    synchronized ModulePlan plan(List<ModuleVersion> wanted) {
        List<Feature> found = new ArrayList<>();
        try {
            found.addAll(find(wanted));
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

    private List<Feature> find(List<ModuleVersion> wanted) {
        return wanted.stream()
                .map(module -> features.find(module.id(), module.version())
                        .filter(this::isModule)
                        .orElseThrow(() -> FeatureModules.unknown(module.id(), module.version())))
                .toList();
    }

    /** Installs known modules in one step, or moves them to these versions. */
    synchronized void change(Caller caller, List<ModuleVersion> wanted) {
        install(find(wanted), caller);
    }

    private void install(List<Feature> modules, Caller caller) {
        List<Feature> changed = modules.stream()
                .filter(feature -> !features.isInstalled(feature))
                .toList();
        if (!changed.isEmpty()) {
            record.tried(steps(changed), caller, () -> swap.install(changed));
        }
        modules.forEach(feature -> remember(feature, caller));
    }

    /** Stages a KAR and runs its modules in the versions that it brings; returns these modules. */
    synchronized List<Feature> deploy(URI kar) {
        KarStore.Taken taken = take(kar);
        List<Feature> modules = stage(taken).stream()
                .filter(feature -> !"manual".equals(feature.getInstall()))
                .filter(this::isModule)
                .toList();
        if (modules.isEmpty()) {
            throw KarFile.invalid(
                    "noModule", "模块包中没有模块。", "None of its features is a module: no bundle brings tables or pages.");
        }
        if (taken.replaced()) {
            // The container takes the same version for the same bundle, so only removing it first changes anything.
            modules.stream().filter(features::isInstalled).forEach(feature -> swap.uninstall(feature.getName()));
        }
        install(modules, Caller.system());
        return modules;
    }

    /** Removes a module, or a wanted one that could not be installed. */
    synchronized void uninstall(Caller caller, String name) {
        Optional<Feature> present = features.installed(name);
        boolean wanted = desired.all().stream().anyMatch(module -> module.name().equals(name) && module.running());
        if (present.isPresent() && isModule(present.get())) {
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
        DesiredModule known = desired.all().stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow(() -> FeatureModules.unknown(name, null));
        ModuleData.Kept kept = kept(name);
        data.check(name);
        if (known.running()) {
            uninstall(caller, name);
        }
        Path archive = null;
        if (keepArchive) {
            archive = data.export(kept, known.version());
            record.note(name, known.version(), "exported", caller);
        }
        data.purge(caller, kept);
        desired.forget(name);
        record.note(name, known.version(), "purged", caller);
        return archive;
    }

    /** Takes the data of a removed module in again, or those of another installation. */
    synchronized String importData(Caller caller, Path archive) {
        String name = data.module(archive);
        Feature feature =
                features.installed(name).filter(this::isModule).orElseThrow(() -> FeatureModules.unknown(name, null));
        swap.holding(feature, () -> data.read(caller, archive, kept(name), feature.getVersion()));
        record.note(name, feature.getVersion(), "imported", caller);
        return name;
    }

    private ModuleData.Kept kept(String name) {
        List<Feature> versions =
                features.versions(name).stream().filter(this::isModule).toList();
        if (versions.isEmpty()) {
            throw FeatureModules.unknown(name, null);
        }
        Set<Bundle> bundles = features.allInstalled(name).stream()
                .flatMap(feature -> ModuleFeature.bundles(context, feature).stream())
                .collect(Collectors.toSet());
        return new ModuleData.Kept(name, swap.scripts(versions), ModuleReaders.of(context, bundles));
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

    private boolean isModule(Feature feature) {
        try {
            return ModuleFeature.isModule(context, feature);
        } catch (IOException e) {
            throw new Unavailable(
                    "moduleUnreadable",
                    Localized.of("无法读取模块 " + feature.getId(), "Module " + feature.getId() + " cannot be read: " + e),
                    Duration.ofSeconds(30),
                    e);
        }
    }
}
