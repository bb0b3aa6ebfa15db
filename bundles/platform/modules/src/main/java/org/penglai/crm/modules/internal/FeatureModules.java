package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Gates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs, moves and removes modules through Karaf's features. Writes are drained first, so that the stop is short. */
final class FeatureModules {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureModules.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** Without the refresh of bundles that merely could be wired differently. */
    private static final EnumSet<FeaturesService.Option> INSTALL =
            EnumSet.of(FeaturesService.Option.Upgrade, FeaturesService.Option.NoAutoRefreshBundles);

    private static final EnumSet<FeaturesService.Option> REMOVE =
            EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);

    private final FeaturesService features;
    private final Gates gates;
    private final BundleContext context;

    FeatureModules(FeaturesService features, Gates gates, BundleContext context) {
        this.features = features;
        this.gates = gates;
        this.context = context;
    }

    /** Makes the features of a file known by name. */
    void addRepository(URI file) {
        try {
            if (!features.isRepositoryUriBlacklisted(file) && features.getRepository(file) == null) {
                features.addRepository(file);
            }
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featuresFile", file.toString(), e);
        }
    }

    /** Where a feature comes from; empty for an unknown one. */
    Optional<URI> repositoryOf(Feature feature) {
        try {
            for (Repository repository : features.listRepositories()) {
                for (Feature candidate : repository.getFeatures()) {
                    if (candidate.getId().equals(feature.getId())) {
                        return Optional.of(repository.getURI());
                    }
                }
            }
            return Optional.empty();
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featuresFile", feature.getId(), e);
        }
    }

    /** The features of a known file, each as name/version. */
    List<String> namesIn(URI file) {
        try {
            List<String> names = new ArrayList<>();
            for (Feature feature : features.getRepository(file).getFeatures()) {
                names.add(feature.getId());
            }
            return names;
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featuresFile", file.toString(), e);
        }
    }

    /** The feature of that name and version, the newest one when version is null. */
    Optional<Feature> find(String name, String version) {
        try {
            return Optional.ofNullable(
                    version == null ? features.getFeature(name) : features.getFeature(name, version));
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featureLookup", name, e);
        }
    }

    boolean isInstalled(Feature feature) {
        return features.isInstalled(feature);
    }

    /** The installed feature of that name, whatever its version. */
    Optional<Feature> installed(String name) {
        try {
            for (Feature feature : features.listInstalledFeatures()) {
                if (feature.getName().equals(name)) {
                    return Optional.of(feature);
                }
            }
            return Optional.empty();
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featureLookup", name, e);
        }
    }

    void install(String name, String version) {
        Feature feature = find(name, version).orElseThrow(() -> unknown(name, version));
        LOG.info("Installing module {} {}", feature.getName(), feature.getVersion());
        List<Gates.Hold> holds = hold(installed(name));
        try {
            features.installFeatures(Set.of(feature.getId()), INSTALL);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("moduleInstall", feature.getId(), e);
        } finally {
            holds.forEach(Gates.Hold::close);
        }
    }

    void uninstall(Feature feature) {
        LOG.info("Removing module {} {}", feature.getName(), feature.getVersion());
        List<Gates.Hold> holds = hold(Optional.of(feature));
        try {
            features.uninstallFeatures(Set.of(feature.getId()), REMOVE);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("moduleUninstall", feature.getId(), e);
        } finally {
            holds.forEach(Gates.Hold::close);
        }
    }

    private List<Gates.Hold> hold(Optional<Feature> feature) {
        return feature.map(present -> ModuleFeature.units(context, present)).orElse(List.of()).stream()
                .map(unit -> gates.hold(unit, "module change", DRAIN))
                .toList();
    }

    static NotFound unknown(String name, String version) {
        String what = version == null ? name : name + ' ' + version;
        return new NotFound(
                "unknownModule", Localized.of("没有名为 " + what + " 的模块。", "There is no module " + what + '.'));
    }

    private static Unavailable failed(String code, String what, Exception cause) {
        String reason =
                cause instanceof IOException ? "I/O: " + cause.getMessage() : String.valueOf(cause.getMessage());
        return new Unavailable(
                code,
                Localized.of("模块操作失败（" + what + "）：" + reason, "Module operation failed (" + what + "): " + reason),
                Duration.ofSeconds(30),
                cause);
    }
}
