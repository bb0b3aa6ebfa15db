package org.penglai.crm.modules.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.DeploymentEvent;
import org.apache.karaf.features.DeploymentListener;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.osgi.framework.Version;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Karaf's features, as far as modules need them.
 * Karaf computes the new set of features before it queues the change, so two changes at once would undo each other:
 * callers make one at a time.
 */
final class FeatureModules {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureModules.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    /**
     * Without the refresh of bundles that merely could be wired differently, and without starting: what hangs at its start
     * would block the container's only thread for features, and with it the way back.
     */
    private static final EnumSet<FeaturesService.Option> INSTALL = EnumSet.of(
            FeaturesService.Option.Upgrade,
            FeaturesService.Option.NoAutoRefreshBundles,
            FeaturesService.Option.NoAutoStartBundles);

    private static final EnumSet<FeaturesService.Option> SIMULATE = EnumSet.of(
            FeaturesService.Option.Upgrade,
            FeaturesService.Option.NoAutoRefreshBundles,
            FeaturesService.Option.Simulate);

    private static final EnumSet<FeaturesService.Option> REMOVE =
            EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);

    private final FeaturesService features;

    FeatureModules(FeaturesService features) {
        this.features = features;
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

    /** The file's features are not known any more. */
    void removeRepository(URI file) {
        try {
            if (features.getRepository(file) != null) {
                features.removeRepository(file);
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
        return allInstalled(name).stream().findFirst();
    }

    /**
     * Finds out whether the container could install these features as it is now.
     *
     * @throws Invalid if something that they need is missing
     */
    void simulate(List<Feature> wanted) {
        try {
            features.installFeatures(ids(wanted), SIMULATE);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            interrupted(e);
            throw Unresolved.of(String.join(", ", ids(wanted)), e);
        }
    }

    /** Puts the features in place of their other versions; their bundles do not start yet. */
    void put(List<Feature> wanted) {
        put(wanted, () -> {});
    }

    /**
     * The same.
     *
     * @param beforeTouching runs when everything is resolved and before the first bundle is stopped
     */
    void put(List<Feature> wanted, Runnable beforeTouching) {
        LOG.info("Installing {}", ids(wanted));
        DeploymentListener listener = event -> {
            if (event == DeploymentEvent.DEPLOYMENT_STARTED) {
                beforeTouching.run();
            }
        };
        features.registerListener(listener);
        try {
            features.installFeatures(ids(wanted), INSTALL);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("moduleInstall", String.join(", ", ids(wanted)), e);
        } finally {
            features.unregisterListener(listener);
        }
    }

    /** Removes the features. */
    void remove(List<Feature> installed) {
        LOG.info("Removing {}", ids(installed));
        try {
            features.uninstallFeatures(ids(installed), REMOVE);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("moduleUninstall", String.join(", ", ids(installed)), e);
        }
    }

    /** Installed features whose bundles nobody has started, those that come along with modules included. */
    List<Feature> idle() {
        try {
            return Stream.of(features.listInstalledFeatures())
                    .filter(feature -> features.getState(feature.getId()) == FeatureState.Installed)
                    .toList();
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featureLookup", "installed", e);
        }
    }

    /** Addresses of the bundles of all other installed features. */
    Set<String> bundlesOfOthers(Feature feature) {
        try {
            return Stream.of(features.listInstalledFeatures())
                    .filter(other -> !other.getId().equals(feature.getId()))
                    .flatMap(other -> other.getBundles().stream())
                    .map(BundleInfo::getLocation)
                    .collect(Collectors.toSet());
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featureLookup", "installed", e);
        }
    }

    /** Tells the container that the bundles of these features were started. */
    void started(List<Feature> running) {
        tell(running, FeatureState.Started);
    }

    /** Tells the container that the bundles of this feature were stopped, and are to stay so. */
    void stopped(Feature feature) {
        tell(List.of(feature), FeatureState.Resolved);
    }

    private void tell(List<Feature> running, FeatureState state) {
        Map<String, FeatureState> states = new HashMap<>();
        running.forEach(feature -> states.put(feature.getId(), state));
        try {
            features.updateFeaturesState(Map.of(FeaturesService.ROOT_REGION, states), REMOVE);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featureState", String.join(", ", ids(running)), e);
        }
    }

    /** All installed versions of a feature, newest first. */
    List<Feature> allInstalled(String name) {
        try {
            return named(features.listInstalledFeatures(), name);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw failed("featureLookup", name, e);
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

    static Set<String> ids(List<Feature> list) {
        return list.stream().map(Feature::getId).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static NotFound unknown(String name, String version) {
        String what = version == null ? name : name + ' ' + version;
        return new NotFound(
                "unknownModule", Localized.of("没有名为 " + what + " 的模块。", "There is no module " + what + '.'));
    }

    private static Unavailable failed(String code, String what, Exception cause) {
        interrupted(cause);
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new Unavailable(
                code,
                Localized.of("模块操作失败（" + what + "）：" + reason, "Module operation failed (" + what + "): " + reason),
                RETRY_AFTER,
                cause);
    }

    private static void interrupted(Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }
}
