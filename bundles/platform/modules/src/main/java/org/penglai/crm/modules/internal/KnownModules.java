package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.modules.ModuleVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds modules among the features that the container knows. */
final class KnownModules {
    private static final Logger LOG = LoggerFactory.getLogger(KnownModules.class);

    private final BundleContext context;
    private final FeatureModules features;

    KnownModules(BundleContext context, FeatureModules features) {
        this.context = context;
        this.features = features;
    }

    boolean isModule(Feature feature) {
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

    /** @throws NotFound if one of them is not known, or no module */
    List<Feature> find(List<ModuleVersion> wanted) {
        return wanted.stream()
                .map(module -> features.find(module.id(), module.version())
                        .filter(this::isModule)
                        .orElseThrow(() -> FeatureModules.unknown(module.id(), module.version())))
                .toList();
    }

    /** @throws NotFound if no version is installed, or it is no module */
    Feature installed(String name) {
        return features.installed(name).filter(this::isModule).orElseThrow(() -> FeatureModules.unknown(name, null));
    }

    /** Those that are run when an archive comes. */
    List<Feature> among(List<Feature> staged) {
        List<Feature> modules = staged.stream()
                .filter(feature -> !"manual".equals(feature.getInstall()))
                .filter(this::isModule)
                .toList();
        if (modules.isEmpty()) {
            throw KarFile.invalid(
                    "noModule", "模块包中没有模块。", "None of its features is a module: no bundle brings tables or pages.");
        }
        return modules;
    }

    /** What ought to run; a new archive brings newer versions of what the old one shipped. */
    Feature wanted(DesiredModule module) {
        return features.find(module.name(), module.version())
                .or(() -> successor(module))
                .orElseThrow(() -> FeatureModules.unknown(module.name(), module.version()));
    }

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

    /** Where the data of a module are, of all its versions that are known. */
    ModuleData.Kept kept(String name, ModuleSwap swap) {
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
}
