package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
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
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.api.ui.UiPlugins;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Units;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the desired set in step with what happens: restores it after the boot, and takes over what an operator does
 * with plain {@code feature:install} and {@code feature:uninstall}. All work runs on one thread, in order.
 */
@Component(
        service = {Modules.class, FeaturesListener.class},
        immediate = true,
        configurationPid = "org.penglai.crm.modules")
@Designate(ocd = ModulesConfiguration.class)
public final class DesiredState implements Modules, FeaturesListener {
    private static final Logger LOG = LoggerFactory.getLogger(DesiredState.class);

    private final DesiredModules desired;
    private final FeatureModules features;
    private final ModuleStates states;
    private final KarStore store;
    private final Types types;
    private final Journal journal;
    private final BundleContext context;
    private final List<String> standard;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "crm-modules");
        thread.setDaemon(true);
        return thread;
    });

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
            @Reference Journal journal) {
        this.context = context;
        this.desired = desired;
        this.types = types;
        this.journal = journal;
        this.features = new FeatureModules(features, gates, context);
        this.states = new ModuleStates(types, units, context);
        Path data = Path.of(System.getProperty("crm.data", "data"));
        this.store = new KarStore(data.resolve(configuration.directory()));
        this.standard = List.of(configuration.standard());
        worker.execute(this::restore);
    }

    @Deactivate
    void stop() {
        worker.shutdownNow();
    }

    private void restore() {
        try {
            store.features().forEach(features::addRepository);
        } catch (IOException e) {
            LOG.error("Modules kept in the data folder cannot be read: {}", e.getMessage());
        }
        List<DesiredModule> wanted = desired.all();
        if (wanted.isEmpty()) {
            wanted = standard.stream()
                    .map(name -> new DesiredModule(name, null, null, true))
                    .toList();
        }
        for (DesiredModule module : wanted) {
            if (module.running()) {
                restore(module);
            } else {
                types.forget(module.name());
            }
        }
        restored = true;
        LOG.info("Desired modules are in place");
    }

    private void restore(DesiredModule module) {
        try {
            if (module.repository() != null) {
                features.addRepository(URI.create(module.repository()));
            }
            Feature feature = features.find(module.name(), module.version())
                    .orElseThrow(() -> FeatureModules.unknown(module.name(), module.version()));
            if (!features.isInstalled(feature)) {
                features.install(feature.getName(), feature.getVersion());
            }
            remember(feature);
        } catch (CrmException e) {
            LOG.error("Module {} {} cannot be restored: {}", module.name(), module.version(), e.getMessage());
        }
    }

    @Override
    public void featureEvent(FeatureEvent event) {
        Feature feature = event.getFeature();
        worker.execute(() -> {
            switch (event.getType()) {
                case FeatureInstalled -> installed(feature);
                case FeatureUninstalled -> uninstalled(feature);
                default -> LOG.trace("Feature event {} needs nothing", event.getType());
            }
        });
    }

    @Override
    public void repositoryEvent(RepositoryEvent event) {
        // Which features are known does not change what ought to run.
    }

    private void installed(Feature feature) {
        if (features.isInstalled(feature) && ModuleFeature.isModule(context, feature) && !isPlatform(feature)) {
            remember(feature);
        }
    }

    /** An upgrade reports the old version as uninstalled, too: only a module of which no version is left has gone. */
    private void uninstalled(Feature feature) {
        if (features.installed(feature.getName()).isPresent()) {
            return;
        }
        desired.all().stream()
                .filter(module -> module.name().equals(feature.getName()) && module.running())
                .forEach(module -> {
                    desired.drop(module);
                    types.forget(module.name());
                    note(module.name(), module.version(), "uninstalled");
                });
    }

    private void remember(Feature feature) {
        DesiredModule now = new DesiredModule(
                feature.getName(),
                feature.getVersion(),
                features.repositoryOf(feature).map(URI::toString).orElse(null),
                true);
        if (!desired.all().contains(now)) {
            desired.want(now);
            note(now.name(), now.version(), "installed");
        }
    }

    private void note(String module, String version, String operation) {
        journal.note(new Journal.Entry(
                "modules", 0, 0, operation, Caller.system().userId(), "{\"" + module + "\":\"" + version + "\"}"));
        LOG.info("Module {} {} {}", module, version, operation);
    }

    /** The platform's own bundles bring tables, too, but come and go with the platform. */
    private static boolean isPlatform(Feature feature) {
        return "crm".equals(feature.getName());
    }

    @Override
    public List<ModuleStatus> list() {
        List<UiPlugin> shown = shownPlugins();
        List<ModuleStatus> list = new ArrayList<>();
        for (DesiredModule module : desired.all()) {
            if (module.running()) {
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
        return restored && list().stream().allMatch(module -> module.state() == ModuleStatus.State.RUNNING);
    }

    @Override
    public List<String> stage(URI kar) {
        try {
            List<String> names = new ArrayList<>();
            for (URI file : store.unpack(kar)) {
                features.addRepository(file);
                names.addAll(features.namesIn(file));
            }
            return names;
        } catch (IOException e) {
            throw new Unavailable(
                    "karUnreadable",
                    Localized.of("无法读取模块包：" + e.getMessage(), "The module archive cannot be read: " + e.getMessage()),
                    java.time.Duration.ofSeconds(30),
                    e);
        }
    }

    @Override
    public ModuleStatus install(String id, String version) {
        features.install(id, version);
        Feature feature = features.installed(id).orElseThrow(() -> FeatureModules.unknown(id, version));
        remember(feature);
        return find(id).orElseThrow(() -> FeatureModules.unknown(id, version));
    }

    @Override
    public void uninstall(String id) {
        Feature feature = features.installed(id).orElseThrow(() -> FeatureModules.unknown(id, null));
        features.uninstall(feature);
        uninstalled(feature);
    }
}
