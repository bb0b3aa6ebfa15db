package org.penglai.crm.web.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.api.ui.UiPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plug-ins on show. A bundle update is a stop followed by a start, so a plug-in that goes stays on show for a
 * moment: if its successor comes meanwhile, pages see one change and not two. Safe for any thread.
 */
final class PluginRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(PluginRegistry.class);
    /** Shorter than the 2 s in which pages must follow a removal, longer than a swap. */
    static final long GRACE_MILLIS = 1_200;

    private static final long KEEP_FILES_MINUTES = 10;

    private final AssetStore store;
    private final ScheduledExecutorService timer;
    private final Runnable changed;
    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private long revision;

    PluginRegistry(AssetStore store, ScheduledExecutorService timer, Runnable changed) {
        this.store = store;
        this.timer = timer;
        this.changed = changed;
    }

    /** Shows a plug-in; false if another bundle holds its id, which then keeps it. */
    boolean add(long bundleId, PluginFolder folder) {
        UiPlugin plugin = folder.plugin();
        synchronized (this) {
            Shown present = shown.get(plugin.id());
            if (present != null && present.farewell == null) {
                return false;
            }
            if (present != null) {
                present.farewell.cancel(false);
                forgetFilesLater(present.folder, folder);
            }
            store.add(folder.assets());
            shown.put(plugin.id(), new Shown(bundleId, folder));
            revision++;
        }
        LOG.info("Console plug-in {} {} is shown", plugin.id(), plugin.version());
        changed.run();
        return true;
    }

    /** The bundle went: its plug-in is taken off unless a successor comes within the grace time. */
    synchronized void remove(long bundleId) {
        shown.values().stream()
                .filter(entry -> entry.bundleId == bundleId && entry.farewell == null)
                .findFirst()
                .ifPresent(entry ->
                        entry.farewell = timer.schedule(() -> drop(entry), GRACE_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void drop(Shown entry) {
        String id = entry.folder.plugin().id();
        synchronized (this) {
            if (shown.get(id) != entry) {
                return;
            }
            shown.remove(id);
            forgetFilesLater(entry.folder, null);
            revision++;
        }
        LOG.info("Console plug-in {} is gone", id);
        changed.run();
    }

    private void forgetFilesLater(PluginFolder old, PluginFolder successor) {
        boolean same = successor != null
                && successor.assets().keySet().equals(old.assets().keySet());
        if (!same) {
            timer.schedule(() -> forgetFiles(old), KEEP_FILES_MINUTES, TimeUnit.MINUTES);
        }
    }

    /** The same content may have come back meanwhile under the same URLs. */
    private synchronized void forgetFiles(PluginFolder old) {
        boolean back = shown.values().stream()
                .anyMatch(entry ->
                        entry.folder.assets().keySet().equals(old.assets().keySet()));
        if (!back) {
            store.remove(old.assets());
        }
    }

    synchronized long revision() {
        return revision;
    }

    synchronized List<UiPlugin> plugins() {
        List<UiPlugin> list = new ArrayList<>();
        shown.values().forEach(entry -> list.add(entry.folder.plugin()));
        list.sort(Comparator.comparing(UiPlugin::id));
        return list;
    }

    private static final class Shown {
        private final long bundleId;
        private final PluginFolder folder;
        private ScheduledFuture<?> farewell;

        Shown(long bundleId, PluginFolder folder) {
            this.bundleId = bundleId;
            this.folder = folder;
        }
    }
}
