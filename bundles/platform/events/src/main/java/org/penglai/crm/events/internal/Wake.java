package org.penglai.crm.events.internal;

/** Lets a thread sleep until there is something to do. A call while nobody sleeps is not lost. Safe for any thread. */
public final class Wake {
    private boolean up;

    public synchronized void up() {
        up = true;
        notifyAll();
    }

    /** Waits for a call, or for the time to pass. */
    public synchronized void await(long milliseconds) throws InterruptedException {
        long until = System.nanoTime() + milliseconds * 1_000_000;
        long left = milliseconds;
        while (!up && left > 0) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
        up = false;
    }
}
