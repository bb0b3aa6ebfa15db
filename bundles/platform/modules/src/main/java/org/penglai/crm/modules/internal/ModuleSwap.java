package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges modules while everybody works. What can fail is tried while the former versions still run: resolving,
 * reading, migrating. Then writes are drained, the bundles exchanged and looked at; if they are not well in time, the
 * former versions run again. Callers make one change at a time.
 */
final class ModuleSwap {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleSwap.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final FeatureModules features;
    private final Gates gates;
    private final BundleContext context;
    private final Migrations migrations;
    private final ModuleHealth health;
    private final Duration limit;

    /** @param limit for the start of the new versions, and once more until they are well */
    ModuleSwap(
            FeatureModules features,
            Gates gates,
            BundleContext context,
            Migrations migrations,
            ModuleHealth health,
            Duration limit) {
        this.features = features;
        this.gates = gates;
        this.context = context;
        this.migrations = migrations;
        this.health = health;
        this.limit = limit;
    }

    /**
     * Finds out whether the modules could run, as far as that can be told without touching anything.
     *
     * @throws org.penglai.crm.api.error.Invalid if they could not
     */
    void check(List<Feature> wanted) {
        for (Feature feature : wanted) {
            bundles(feature).values().forEach(bundle -> refuseForeign(feature, bundle));
        }
        features.simulate(wanted);
    }

    /**
     * Installs the modules in one step, or moves them to these versions.
     *
     * @throws org.penglai.crm.api.error.Invalid if that cannot be; nothing was touched but schemas, which only grow
     * @throws Conflict with code {@code rolledBack} if the former versions run again
     */
    void install(List<Feature> wanted) {
        install(wanted, new ChangeTimes());
    }

    /** The same, and writes down how long its parts take. */
    void install(List<Feature> wanted, ChangeTimes times) {
        check(wanted);
        times.end("checked");
        migrate(wanted);
        times.end("migrated");
        List<Feature> before = wanted.stream()
                .flatMap(feature -> features.allInstalled(feature.getName()).stream())
                .toList();
        HeldWrites held = new HeldWrites(gates, context, before, times);
        try {
            exchange(wanted, held, times);
        } catch (ModuleFailure e) {
            throw rollBack(wanted, before, e.reason(), e);
        } catch (CrmException e) {
            throw rollBack(wanted, before, e.text(), e);
        } finally {
            held.release();
        }
        settle();
        times.end("settled");
        LOG.info("{}: {}", FeatureModules.ids(wanted), times);
    }

    /** Starts the bundles of a module that are installed and do not run. */
    void start(Feature feature) {
        if (features.idle().stream().anyMatch(idle -> idle.getId().equals(feature.getId()))) {
            BundleStarts.run(ModuleFeature.bundles(context, feature), limit);
            settle();
        }
    }

    /** Starts the bundles of a module that was stopped. */
    void resume(Feature feature) {
        try {
            BundleStarts.run(ModuleFeature.starting(context, feature), limit);
            health.await(List.of(feature), limit);
        } catch (ModuleFailure e) {
            stop(feature);
            throw new Conflict(
                    "notStarted",
                    Localized.of(
                            feature.getId() + " 未能启动，仍为停止：" + e.reason().zh(),
                            feature.getId() + " did not start and is stopped again: "
                                    + e.reason().en()));
        }
        features.started(List.of(feature));
    }

    /** Stops the bundles of a module that nobody else has, when what is being written has been written. */
    void stop(Feature feature) {
        Set<String> others = features.bundlesOfOthers(feature);
        holding(feature, () -> {
            BundleStarts.stop(
                    ModuleFeature.starting(context, feature).stream()
                            .filter(bundle -> !others.contains(bundle.getLocation()))
                            .toList(),
                    limit);
            features.stopped(feature);
        });
    }

    /** Makes sure that a module is installed and does not run. */
    void keepStopped(Feature feature) {
        if (!features.isInstalled(feature)) {
            features.put(List.of(feature));
        }
        stop(feature);
    }

    private void exchange(List<Feature> wanted, HeldWrites held, ChangeTimes times) {
        features.put(wanted, () -> {
            times.end("resolved");
            held.hold();
            times.end("drained");
        });
        times.end("exchanged");
        List<Bundle> bundles = features.idle().stream()
                .flatMap(feature -> ModuleFeature.starting(context, feature).stream())
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .distinct()
                .toList();
        BundleStarts.run(bundles, limit);
        times.end("started");
        health.await(wanted, limit);
        times.end("well");
    }

    /** The container must not take for stopped what runs; it does no harm if it does until the next change. */
    private void settle() {
        try {
            List<Feature> running = features.idle();
            if (!running.isEmpty()) {
                features.started(running);
            }
        } catch (CrmException e) {
            LOG.warn("The container was not told which modules run: {}", Reason.of(e));
        }
    }

    private Conflict rollBack(List<Feature> wanted, List<Feature> before, Localized reason, RuntimeException cause) {
        String now = String.join(", ", FeatureModules.ids(wanted));
        LOG.warn("Going back from {} to {}: {}", now, FeatureModules.ids(before), reason.en());
        Conflict failure = new Conflict(
                "rolledBack",
                Localized.of(
                        now + " 未能运行，已恢复原状：" + reason.zh(),
                        now + " did not run, what ran before runs again: " + reason.en()));
        failure.addSuppressed(cause);
        try {
            if (!Thread.currentThread().isInterrupted()) {
                restore(wanted, before);
            }
        } catch (CrmException | ModuleFailure e) {
            failure.addSuppressed(e);
            LOG.error("Going back to {} failed, too: {}", FeatureModules.ids(before), e.getMessage());
        }
        return failure;
    }

    private void restore(List<Feature> wanted, List<Feature> before) {
        Set<String> former = FeatureModules.ids(before);
        List<Feature> rest = wanted.stream()
                .filter(feature -> features.isInstalled(feature) && !former.contains(feature.getId()))
                .toList();
        if (!rest.isEmpty()) {
            features.remove(rest);
        }
        if (!before.isEmpty()) {
            features.put(before);
        }
        for (Feature feature : before) {
            BundleStarts.run(ModuleFeature.starting(context, feature), limit);
        }
        settle();
    }

    private void migrate(List<Feature> wanted) {
        for (Feature feature : wanted) {
            for (ModuleBundle bundle : bundles(feature).values()) {
                bundle.scripts()
                        .forEach((schema, scripts) ->
                                migrations.advance(schema, bundle.symbolicName() + ' ' + bundle.version(), scripts));
            }
        }
    }

    /** Texts of all scripts that these versions bring, by schema. */
    Map<String, List<String>> scripts(List<Feature> versions) {
        Map<String, List<String>> scripts = new LinkedHashMap<>();
        for (Feature version : versions) {
            for (ModuleBundle bundle : bundles(version).values()) {
                bundle.scripts().forEach((schema, texts) -> scripts.computeIfAbsent(schema, any -> new ArrayList<>())
                        .addAll(texts.values()));
            }
        }
        return scripts;
    }

    /** A module must not bring another version of what belongs to the platform or to another module. */
    private void refuseForeign(Feature feature, ModuleBundle bundle) {
        Set<String> own = Stream.concat(Stream.of(feature), features.allInstalled(feature.getName()).stream())
                .flatMap(version -> ModuleFeature.bundles(context, version).stream())
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toSet());
        if (!own.contains(bundle.symbolicName())
                && Stream.of(context.getBundles())
                        .anyMatch(other -> bundle.symbolicName().equals(other.getSymbolicName()))) {
            throw KarFile.invalid(
                    "foreignBundle",
                    "模块 " + feature.getId() + " 含有属于他人的组件 " + bundle.symbolicName(),
                    feature.getId() + " brings the bundle " + bundle.symbolicName() + ", which belongs to others.");
        }
    }

    /** By address; those that the container has already are as they were. */
    private static Map<String, ModuleBundle> bundles(Feature feature) {
        Map<String, ModuleBundle> bundles = new LinkedHashMap<>();
        for (BundleInfo info : feature.getBundles()) {
            try {
                bundles.put(info.getLocation(), ModuleBundle.read(info.getLocation()));
            } catch (IOException e) {
                throw new Unavailable(
                        "moduleUnreadable",
                        Localized.of(
                                "无法读取模块 " + feature.getId(), "Module " + feature.getId() + " cannot be read: " + e),
                        RETRY_AFTER,
                        e);
            }
        }
        return bundles;
    }

    /**
     * Takes off other versions that were installed beside this one: the tables and pages of a module belong to one
     * version at a time, so the later one never got them.
     */
    void makeOnly(Feature feature) {
        List<Feature> versions = features.allInstalled(feature.getName());
        if (versions.size() > 1) {
            LOG.warn("{} are installed side by side, only {} goes on", FeatureModules.ids(versions), feature.getId());
            uninstall(feature.getName());
            install(List.of(feature));
        }
    }

    /** Removes every installed version. */
    void uninstall(String name) {
        List<Feature> installed = features.allInstalled(name);
        holding(installed, () -> features.remove(installed));
    }

    /** Does something while nobody writes to the module. */
    void holding(Feature feature, Runnable work) {
        holding(List.of(feature), work);
    }

    private void holding(List<Feature> list, Runnable work) {
        HeldWrites held = new HeldWrites(gates, context, list, new ChangeTimes());
        try {
            held.hold();
            work.run();
        } finally {
            held.release();
        }
    }
}
