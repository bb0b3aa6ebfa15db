package org.penglai.crm.modules.internal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Gates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, moves and removes modules through Karaf's features. Writes are drained first, so that the stop is short.
 * Karaf computes the new set of features before it queues the change, so two changes at once would undo each other:
 * callers make one at a time.
 */
final class FeatureModules {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureModules.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

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

    /** Makes the features of a file known by name; reads it anew if it was known. */
    void addRepository(URI file) {
        try {
            if (features.getRepository(file) == null) {
                features.addRepository(file);
            } else {
                features.refreshRepository(file);
            }
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featuresFile", file.toString(), e);
        }
    }

    /** What a known file provides. */
    List<Feature> in(URI file) {
        try {
            return List.of(features.getRepository(file).getFeatures());
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featuresFile", file.toString(), e);
        }
    }

    /** The known file that a feature comes from; empty for an unknown one. */
    Optional<Repository> repositoryOf(Feature feature) {
        try {
            return Stream.of(features.listRepositories())
                    .filter(repository -> provides(repository, feature))
                    .findFirst();
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featuresFile", feature.getId(), e);
        }
    }

    private static boolean provides(Repository repository, Feature feature) {
        try {
            return Stream.of(repository.getFeatures())
                    .anyMatch(candidate -> candidate.getId().equals(feature.getId()));
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featuresFile", String.valueOf(repository.getURI()), e);
        }
    }

    /** The known versions of a feature, newest first. */
    List<Feature> versions(String name) {
        try {
            return named(features.listFeatures(), name);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featureLookup", name, e);
        }
    }

    /** The feature of that name and version, the newest one when version is null. */
    Optional<Feature> find(String name, String version) {
        return versions(name).stream()
                .filter(feature -> version == null || feature.getVersion().equals(version))
                .findFirst();
    }

    boolean isInstalled(Feature feature) {
        return features.isInstalled(feature);
    }

    /** The installed feature of that name, whatever its version; the newest if there are several. */
    Optional<Feature> installed(String name) {
        try {
            return named(features.listInstalledFeatures(), name).stream().findFirst();
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featureLookup", name, e);
        }
    }

    /**
     * Installs the features in one step, or moves them to these versions. When that fails, what ran before runs again.
     */
    void install(List<Feature> wanted) {
        LOG.info("Installing {}", ids(wanted));
        List<Feature> before = wanted.stream()
                .map(feature -> installed(feature.getName()))
                .flatMap(Optional::stream)
                .toList();
        List<Gates.Hold> holds = new ArrayList<>();
        try {
            hold(before, holds);
            features.installFeatures(ids(wanted), INSTALL);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            Unavailable failure = failed("moduleInstall", String.join(", ", ids(wanted)), e);
            rollBack(wanted, before, failure);
            throw failure;
        } finally {
            holds.forEach(Gates.Hold::close);
        }
    }

    /** Karaf keeps a feature whose bundles do not start, with its old version gone. */
    private void rollBack(List<Feature> wanted, List<Feature> before, Unavailable failure) {
        try {
            List<Feature> left = wanted.stream()
                    .filter(feature -> isInstalled(feature) && !ids(before).contains(feature.getId()))
                    .toList();
            if (left.isEmpty() || Thread.currentThread().isInterrupted()) {
                return;
            }
            LOG.warn("Going back from {} to {}: {}", ids(left), ids(before), Reason.of(failure));
            if (!before.isEmpty()) {
                features.installFeatures(ids(before), INSTALL);
            }
            List<Feature> rest = left.stream().filter(this::isInstalled).toList();
            if (!rest.isEmpty()) {
                features.uninstallFeatures(ids(rest), REMOVE);
            }
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            failure.addSuppressed(e);
            LOG.error("Going back to {} failed, too: {}", ids(before), e.getMessage());
        }
    }

    /**
     * Takes off other versions that were installed beside this one: the tables and pages of a module belong to one
     * version at a time, so the later one never got them.
     */
    void makeOnly(Feature feature) {
        List<Feature> versions =
                versions(feature.getName()).stream().filter(this::isInstalled).toList();
        if (versions.size() > 1) {
            LOG.warn("{} are installed side by side, only {} goes on", ids(versions), feature.getId());
            uninstall(feature.getName());
            install(List.of(feature));
        }
    }

    /** Removes every installed version. */
    void uninstall(String name) {
        List<Gates.Hold> holds = new ArrayList<>();
        try {
            List<Feature> installed = named(features.listInstalledFeatures(), name);
            LOG.info("Removing {}", ids(installed));
            hold(installed, holds);
            features.uninstallFeatures(ids(installed), REMOVE);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("moduleUninstall", name, e);
        } finally {
            holds.forEach(Gates.Hold::close);
        }
    }

    private void hold(List<Feature> leaving, List<Gates.Hold> holds) {
        for (Feature feature : leaving) {
            for (String unit : ModuleFeature.units(context, feature)) {
                holds.add(gates.hold(unit, "module change", DRAIN));
            }
        }
    }

    private static List<Feature> named(Feature[] candidates, String name) {
        return Stream.of(candidates)
                .filter(feature -> feature.getName().equals(name))
                .sorted(Comparator.comparing((Feature feature) -> version(feature))
                        .reversed())
                .toList();
    }

    static Version version(Feature feature) {
        return version(feature.getVersion());
    }

    /** Versions that OSGi cannot read sort first. */
    static Version version(String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            return Version.emptyVersion;
        }
    }

    private static Set<String> ids(List<Feature> list) {
        return list.stream().map(Feature::getId).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static NotFound unknown(String name, String version) {
        String what = version == null ? name : name + ' ' + version;
        return new NotFound(
                "unknownModule", Localized.of("没有名为 " + what + " 的模块。", "There is no module " + what + '.'));
    }

    private static Unavailable failed(String code, String what, Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new Unavailable(
                code,
                Localized.of("模块操作失败（" + what + "）：" + reason, "Module operation failed (" + what + "): " + reason),
                RETRY_AFTER,
                cause);
    }
}
