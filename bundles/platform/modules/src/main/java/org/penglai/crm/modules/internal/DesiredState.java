package org.penglai.crm.modules.internal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureEvent;
import org.apache.karaf.features.FeaturesListener;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.RepositoryEvent;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.ModuleCost;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.ModuleVersion;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.api.ui.UiPlugins;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.feeds.spi.HandlerStates;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Migrations;
import org.penglai.crm.persistence.spi.Units;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the desired set in step with what happens: restores it after the boot, and takes over what an operator does
 * with plain {@code feature:install} and {@code feature:uninstall}. That work runs on one thread, in order.
 */
@Component(
        service = {Modules.class, FeaturesListener.class, Deployments.class},
        immediate = true,
        configurationPid = "org.penglai.crm.modules")
@Designate(ocd = ModulesConfiguration.class)
public final class DesiredState implements Modules, FeaturesListener, Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(DesiredState.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final DesiredModules desired;
    private final FeatureModules features;
    private final ModuleHistory history;
    private final ModuleStates states;
    private final ModuleData data;
    private final ModuleChanges changes;
    private final List<String> standard;
    private final PatientWorker worker;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile UiPlugins plugins;

    private volatile boolean restored;

    /** Waits for the end of the boot, because the container's own features come first. */
    @Activate
    public DesiredState(
            BundleContext context,
            ModulesConfiguration configuration,
            @Reference DesiredModules desired,
            @Reference FeaturesService features,
            @Reference BootFinished boot,
            @Reference Gates gates,
            @Reference Types types,
            @Reference Units units,
            @Reference Journal journal,
            @Reference Migrations migrations,
            @Reference ServiceComponentRuntime components,
            @Reference HealthChecks checks,
            @Reference HandlerStates handlers,
            @Reference Bulkheads bulkheads,
            @Reference ModuleHistory history,
            @Reference ModuleData data) {
        this(
                context,
                List.of(configuration.standard()),
                new KarStore(
                        Path.of(System.getProperty("crm.data", "data")).resolve(configuration.directory()),
                        Path.of(System.getProperty("karaf.home", "."), "system"),
                        new KarTrust(
                                configuration.trust_required(),
                                List.of(configuration.trust_hashes()),
                                Path.of(System.getProperty("karaf.home", ".")).resolve(configuration.trust_store()),
                                configuration.trust_storePassword())),
                desired,
                history,
                new FeatureModules(features),
                gates,
                migrations,
                types,
                new ModuleHealth(types, units, context, components, checks, handlers),
                bulkheads,
                journal,
                data,
                Executors.newSingleThreadExecutor(task -> {
                    Thread thread = new Thread(task, "crm-modules");
                    thread.setDaemon(true);
                    return thread;
                }),
                PAUSE,
                Duration.ofSeconds(configuration.startSeconds()));
    }

    DesiredState(
            BundleContext context,
            List<String> standard,
            KarStore store,
            DesiredModules desired,
            ModuleHistory history,
            FeatureModules features,
            Gates gates,
            Migrations migrations,
            Types types,
            ModuleHealth health,
            Bulkheads bulkheads,
            Journal journal,
            ModuleData data,
            ExecutorService worker,
            Duration pause,
            Duration startLimit) {
        this.desired = desired;
        this.standard = standard;
        this.worker = new PatientWorker(worker, pause);
        this.features = features;
        this.history = history;
        this.states = new ModuleStates(types, context, health, bulkheads);
        this.data = data;
        this.changes = new ModuleChanges(
                context,
                features,
                new ModuleSwap(features, gates, context, migrations, health, startLimit),
                desired,
                store,
                types,
                new ModuleRecord(journal, history),
                data);
        this.worker.submit(this::restore);
    }

    @Deactivate
    void stop() {
        worker.stop();
    }

    private void restore() {
        changes.learn();
        if (desired.all().isEmpty()) {
            standard.forEach(changes::begin);
        }
        for (DesiredModule module : desired.all()) {
            changes.restore(module);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
        restored = true;
        LOG.info("Desired modules are in place");
    }

    @Override
    public void featureEvent(FeatureEvent event) {
        String name = event.getFeature().getName();
        String version = event.getFeature().getVersion();
        switch (event.getType()) {
            case FeatureInstalled -> worker.submit(() -> changes.installed(name, version));
            case FeatureUninstalled -> worker.submit(() -> changes.uninstalled(name));
            default -> LOG.trace("Feature event {} needs nothing", event.getType());
        }
    }

    @Override
    public void repositoryEvent(RepositoryEvent event) {
        // Which features are known does not change what ought to run.
    }

    @Override
    public List<ModuleStatus> list() {
        List<UiPlugin> shown = shownPlugins();
        List<ModuleStatus> list = new ArrayList<>();
        for (DesiredModule module : desired.all()) {
            if (module.present()) {
                list.add(states.of(module, features.installed(module.name()), !restored, shown));
            }
        }
        return list;
    }

    @Override
    public Optional<ModuleStatus> find(String id) {
        return list().stream().filter(module -> module.id().equals(id)).findFirst();
    }

    private List<UiPlugin> shownPlugins() {
        UiPlugins current = plugins;
        return current == null ? List.of() : current.list(Caller.system());
    }

    @Override
    public boolean isReady() {
        return restored
                && list().stream()
                        .allMatch(module -> module.state() == ModuleStatus.State.RUNNING
                                || module.state() == ModuleStatus.State.STOPPED && isMeantToStop(module.id()));
    }

    private boolean isMeantToStop(String id) {
        return desired.find(id)
                .filter(module -> module.wish() == DesiredModule.Wish.STOP)
                .isPresent();
    }

    @Override
    public List<String> stage(URI kar) {
        return changes.stage(kar).stream().map(Feature::getId).toList();
    }

    @Override
    public ModulePlan stage(Caller caller, String name, Path kar) {
        requireRestored();
        return changes.stage(caller, name, kar);
    }

    @Override
    public List<ModuleVersion> removed() {
        return desired.all().stream()
                .filter(module -> !module.present())
                .map(module -> new ModuleVersion(module.name(), module.version()))
                .toList();
    }

    @Override
    public Optional<String> former(String id) {
        return desired.find(id).map(DesiredModule::former).filter(version -> features.find(id, version)
                .isPresent());
    }

    @Override
    public List<ModuleCost> costs(String id) {
        return features.installed(id).map(states::costs).orElse(List.of());
    }

    @Override
    public List<String> versions(String id) {
        return features.versions(id).stream().map(Feature::getVersion).toList();
    }

    @Override
    public ModulePlan plan(List<ModuleVersion> wanted) {
        requireRestored();
        return changes.plan(wanted);
    }

    @Override
    public List<ModuleStatus> change(Caller caller, List<ModuleVersion> wanted) {
        requireRestored();
        changes.change(caller, wanted);
        return wanted.stream().map(module -> known(module.id())).toList();
    }

    @Override
    public ModuleStatus rollback(Caller caller, String id) {
        String version = former(id)
                .orElseThrow(() -> new Conflict(
                        "noFormer",
                        Localized.of("没有可退回的版本。", "There is no version before this one that could be run.")));
        return change(caller, List.of(new ModuleVersion(id, version))).get(0);
    }

    @Override
    public ModuleStatus stop(Caller caller, String id) {
        requireRestored();
        changes.stop(caller, id);
        return known(id);
    }

    @Override
    public ModuleStatus start(Caller caller, String id) {
        requireRestored();
        changes.start(caller, id);
        return known(id);
    }

    private ModuleStatus known(String id) {
        return find(id).orElseThrow(() -> FeatureModules.unknown(id, null));
    }

    @Override
    public void uninstall(Caller caller, String id) {
        requireRestored();
        changes.uninstall(caller, id);
    }

    @Override
    public void purge(Caller caller, String id) {
        requireRestored();
        changes.purge(caller, id);
    }

    @Override
    public Path export(Caller caller, String id) {
        requireRestored();
        return changes.export(caller, id);
    }

    @Override
    public String importData(Caller caller, Path archive) {
        requireRestored();
        return changes.importData(caller, archive);
    }

    @Override
    public Optional<Path> archive(String name) {
        return data.archive(name);
    }

    @Override
    public List<ModuleChange> history(int limit) {
        return history.last(limit);
    }

    @Override
    public boolean isOpen() {
        return restored;
    }

    @Override
    public List<String> deploy(URI kar) {
        requireRestored();
        return changes.deploy(kar).stream().map(Feature::getId).toList();
    }

    @Override
    public boolean lacks(String id, String version) {
        return changes.lacks(id, version);
    }

    @Override
    public boolean withdraw(String id, String version) {
        requireRestored();
        return changes.withdraw(id, version);
    }

    /** A change before the first restore would be taken for the desired set of an earlier run. */
    private void requireRestored() {
        if (!restored) {
            throw new Unavailable(
                    "starting",
                    Localized.of("系统正在启动，请稍后再试。", "The modules are still being started."),
                    Duration.ofSeconds(5));
        }
    }
}
