package org.penglai.crm.events.internal.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Outbox rows this process has committed and nobody has given a position yet. On Derby, where it is the only process and
 * reading the table would wait for those who write, this is how the sequencer learns of rows. Safe for any thread.
 */
final class CommittedRows {
    private final Deque<Long> ids = new ArrayDeque<>();
    private boolean complete;

    synchronized void add(List<Long> committed) {
        ids.addAll(committed);
    }

    /** Takes the oldest ones. */
    synchronized List<Long> take(int limit) {
        List<Long> taken = new ArrayList<>();
        while (taken.size() < limit && !ids.isEmpty()) {
            taken.add(ids.poll());
        }
        return taken;
    }

    /** Whether all committed rows are noted here, so that the table need not be read. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** The table was read to its end. */
    synchronized void completed() {
        complete = true;
    }

    /** What was noted may be wrong: only the table knows. */
    synchronized void forget() {
        ids.clear();
        complete = false;
    }
}
