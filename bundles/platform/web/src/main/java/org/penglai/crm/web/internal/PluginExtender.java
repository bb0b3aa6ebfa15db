package org.penglai.crm.web.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.api.ui.UiPlugins;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds plug-ins by the bundle capability {@code crm.ui.module} and keeps the list that pages follow. */
@Component(service = UiPlugins.class, immediate = true)
public final class PluginExtender implements UiPlugins, BundleTrackerCustomizer<Bundle> {
    private static final Logger LOG = LoggerFactory.getLogger(PluginExtender.class);
    private static final String CAPABILITY = "crm.ui.module";
    private static final String MODULE = "module";
    private static final String NAME_TAKEN = "plug-in";

    private final ObjectMapper json = new ObjectMapper();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crm-web-plugins");
        thread.setDaemon(true);
        return thread;
    });
    private final PluginRegistry registry;
    private final ConsoleFrame frame;
    private final Bulkheads bulkheads;
    private final BundleTracker<Bundle> tracker;

    @Activate
    public PluginExtender(
            BundleContext context,
            @Reference AssetStore store,
            @Reference ConsoleFrame frame,
            @Reference LiveUpdates live,
            @Reference Bulkheads bulkheads) {
        this.frame = frame;
        this.bulkheads = bulkheads;
        this.registry = new PluginRegistry(store, timer, () -> live.publish(LiveUpdate.toAll(LiveUpdate.PLUGINS)));
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void stop() {
        tracker.close();
        timer.shutdownNow();
    }

    @Override
    public Bundle addingBundle(Bundle bundle, BundleEvent event) {
        Optional<BundleCapability> capability = capability(bundle);
        if (capability.isEmpty()) {
            return null;
        }
        Object module = capability.get().getAttributes().get(MODULE);
        try {
            PluginFolder folder = PluginFolder.read(bundle, module == null ? "" : module.toString(), json);
            if (!registry.add(bundle.getBundleId(), folder)) {
                String id = folder.plugin().id();
                bulkheads.report(
                        bundle.getBundleId(),
                        NAME_TAKEN,
                        Localized.of(
                                "界面插件“" + id + "”的名称已被其他模块占用，未显示",
                                "another bundle holds the console plug-in " + id
                                        + " already; this one is left out until that one goes"));
            }
        } catch (IOException e) {
            LOG.error("Bundle {} brings a console plug-in that cannot be used: {}", bundle, e.getMessage());
        }
        return bundle;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
        // Only one state is tracked, so there is nothing in between.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
        registry.remove(bundle.getBundleId()).ifPresent(successor -> bulkheads.settle(successor, NAME_TAKEN));
    }

    @Override
    public long revision() {
        return registry.revision();
    }

    @Override
    public String frame() {
        return frame.version();
    }

    @Override
    public List<UiPlugin> list(Caller caller) {
        List<UiPlugin> visible = new ArrayList<>();
        for (UiPlugin plugin : registry.plugins()) {
            Map<String, Object> manifest = VisibleParts.of(plugin.manifest(), caller);
            visible.add(new UiPlugin(plugin.id(), plugin.module(), plugin.version(), manifest));
        }
        return visible;
    }

    private static Optional<BundleCapability> capability(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? Optional.empty()
                : revision.getDeclaredCapabilities(CAPABILITY).stream()
                        .map(BundleCapability.class::cast)
                        .findFirst();
    }
}
