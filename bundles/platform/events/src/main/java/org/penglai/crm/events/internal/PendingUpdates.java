package org.penglai.crm.events.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.live.LiveUpdate;

/**
 * Updates that wait for delivery, oldest first, each once: an update carries no data, so a second one of the same kind
 * tells nothing new. Bounded: the oldest makes room.
 */
final class PendingUpdates {
    private final int limit;
    private final Set<LiveUpdate> waiting = new LinkedHashSet<>();
    private boolean delivering;

    PendingUpdates(int limit) {
        this.limit = limit;
    }

    /** Whether somebody must start delivering; false while somebody is at it. */
    synchronized boolean add(LiveUpdate update) {
        if (waiting.add(update) && waiting.size() > limit) {
            Iterator<LiveUpdate> oldest = waiting.iterator();
            oldest.next();
            oldest.remove();
        }
        if (delivering) {
            return false;
        }
        delivering = true;
        return true;
    }

    /** All that wait; after an empty answer somebody else must start delivering. */
    synchronized List<LiveUpdate> take() {
        List<LiveUpdate> taken = new ArrayList<>(waiting);
        waiting.clear();
        delivering = !taken.isEmpty();
        return taken;
    }
}
