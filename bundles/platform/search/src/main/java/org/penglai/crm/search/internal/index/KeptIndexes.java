package org.penglai.crm.search.internal.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier runs of this node have left in its folder; what cannot be gone on with is deleted. */
final class KeptIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(KeptIndexes.class);

    private final IndexFolder folder;
    private final OutboxReader outbox;
    private final String stamp;
    private final Consumer<String> problem;

    /**
     * @param stamp what an index must have been made with
     * @param problem told why the folder cannot be gone through
     */
    KeptIndexes(IndexFolder folder, OutboxReader outbox, String stamp, Consumer<String> problem) {
        this.folder = folder;
        this.outbox = outbox;
        this.stamp = stamp;
        this.problem = problem;
    }

    /** The newest index that was finished in the same way and to which all later events are still to be had; else null. */
    IndexStore usable(long first, long last) {
        IndexStore found = null;
        try {
            for (Path path : folder.indexes()) {
                IndexStore store = found == null ? opened(path, first, last) : null;
                if (store == null) {
                    IndexFolder.delete(path);
                } else {
                    found = store;
                }
            }
        } catch (IOException e) {
            problem.accept(String.valueOf(e.getMessage()));
            LOG.warn("The folder of the search index cannot be read: {}", e.toString());
        }
        return found;
    }

    private IndexStore opened(Path path, long first, long last) throws IOException {
        IndexStore store;
        try {
            store = new IndexStore(path);
        } catch (IOException | RuntimeException broken) {
            // Whatever is wrong with the files: it is built anew.
            LOG.warn("The search index in {} cannot be used and is built anew: {}", path, broken.toString());
            return null;
        }
        boolean fits = "true".equals(store.fact(Facts.COMPLETE)) && stamp.equals(store.fact(Facts.MADE));
        if (fits) {
            long at = Long.parseLong(store.fact(Facts.POSITION));
            boolean within = at >= first - 1 && at <= last;
            boolean cleared = at < first;
            fits = within && (cleared || eventAt(at).equals(store.fact(Facts.EVENT)));
        }
        if (!fits) {
            LOG.info("The search index in {} does not fit this release or database", path);
            store.close();
            return null;
        }
        return store;
    }

    /** Tells the event at a position from others that may have it in another database; empty if there is none. */
    String eventAt(long position) {
        List<OutboxEvent> events = position == 0 ? List.of() : outbox.read(position - 1, 1);
        return events.isEmpty() ? "" : Stamp.of(events.get(0));
    }
}
