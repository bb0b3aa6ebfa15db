package org.penglai.crm.events.internal.outbox;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** The position of this node's own copy of something, which the consumer keeps with the copy. */
final class NodeProgress implements Progress {
    private final LongSupplier beginning;
    private boolean begun;
    private long position;
    private int failures;
    private long nextTryAt;

    NodeProgress(LongSupplier beginning) {
        this.beginning = beginning;
    }

    @Override
    public synchronized OptionalLong next() {
        if (failures > 0 && System.nanoTime() - nextTryAt < 0) {
            return OptionalLong.empty();
        }
        if (!begun) {
            position = beginning.getAsLong();
            begun = true;
        }
        return OptionalLong.of(position);
    }

    @Override
    public synchronized boolean hasBegun() {
        return begun;
    }

    @Override
    public synchronized boolean reached(long reached) {
        position = reached;
        failures = 0;
        return true;
    }

    @Override
    public synchronized void failed(String reason) {
        failures++;
        nextTryAt = System.nanoTime() + Backoff.after(failures).toNanos();
    }

    /** Asks for the beginning again. */
    synchronized void restart() {
        begun = false;
    }

    synchronized long position() {
        return position;
    }

    synchronized int failures() {
        return failures;
    }

    @Override
    public void keepUp() {
        // Nobody else wants this node's copy.
    }

    @Override
    public void end() {
        // The consumer has kept its position itself.
    }
}
