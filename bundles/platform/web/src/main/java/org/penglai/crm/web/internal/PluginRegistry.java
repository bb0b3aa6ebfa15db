package org.penglai.crm.web.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.api.ui.UiPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plug-ins on show. A bundle update is a stop followed by a start, so a plug-in that goes stays on show for a
 * moment: if its successor comes meanwhile, pages see one change and not two. A bundle whose id is taken waits until
 * the holder goes. Safe for any thread.
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
    private final Map<Long, PluginFolder> waiting = new LinkedHashMap<>();
    private final Map<String, ScheduledFuture<?>> fading = new HashMap<>();
    private long revision;

    PluginRegistry(AssetStore store, ScheduledExecutorService timer, Runnable changed) {
        this.store = store;
        this.timer = timer;
        this.changed = changed;
    }

    /** Shows a plug-in; false if another bundle holds its id, which then keeps it until it goes. */
    boolean add(long bundleId, PluginFolder folder) {
        UiPlugin plugin = folder.plugin();
        synchronized (this) {
            Shown present = shown.get(plugin.id());
            if (present != null && present.farewell == null) {
                waiting.put(bundleId, folder);
                return false;
            }
            if (present != null) {
                present.farewell.cancel(false);
                forgetFilesLater(present.folder);
            }
            keepFiles(folder);
            shown.put(plugin.id(), new Shown(bundleId, folder));
            revision++;
        }
        LOG.info("Console plug-in {} {} is shown", plugin.id(), plugin.version());
        changed.run();
        return true;
    }

    /**
     * The bundle went: its plug-in is taken off unless a successor is waiting or comes within the grace time.
     *
     * @return the bundle that was waiting for the name, and has it now
     */
    Optional<Long> remove(long bundleId) {
        Optional<Map.Entry<Long, PluginFolder>> successor;
        synchronized (this) {
            waiting.remove(bundleId);
            Optional<Shown> gone = shown.values().stream()
                    .filter(entry -> entry.bundleId == bundleId && entry.farewell == null)
                    .findFirst();
            gone.ifPresent(
                    entry -> entry.farewell = timer.schedule(() -> drop(entry), GRACE_MILLIS, TimeUnit.MILLISECONDS));
            successor = gone.flatMap(entry -> waiting.entrySet().stream()
                    .filter(other -> other.getValue()
                            .plugin()
                            .id()
                            .equals(entry.folder.plugin().id()))
                    .findFirst());
            successor.ifPresent(next -> waiting.remove(next.getKey()));
        }
        successor.ifPresent(next -> add(next.getKey(), next.getValue()));
        return successor.map(Map.Entry::getKey);
    }

    private void drop(Shown entry) {
        String id = entry.folder.plugin().id();
        synchronized (this) {
            if (shown.get(id) != entry) {
                return;
            }
            shown.remove(id);
            forgetFilesLater(entry.folder);
            revision++;
        }
        LOG.info("Console plug-in {} is gone", id);
        changed.run();
    }

    /** The same content may come back under the same address before its files were forgotten. */
    private void keepFiles(PluginFolder folder) {
        ScheduledFuture<?> end = fading.remove(folder.base());
        if (end != null) {
            end.cancel(false);
        }
        store.add(folder.assets());
    }

    private void forgetFilesLater(PluginFolder old) {
        fading.put(old.base(), timer.schedule(() -> forgetFiles(old), KEEP_FILES_MINUTES, TimeUnit.MINUTES));
    }

    private synchronized void forgetFiles(PluginFolder old) {
        if (fading.remove(old.base()) != null) {
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
