package org.penglai.crm.jobs.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work of the timer that goes on after a failure, e.g. while the database is away; tells of the first failure only. */
public final class Guarded implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);

    private final String name;
    private final Runnable work;
    private boolean failing;

    public Guarded(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    @Override
    public synchronized void run() {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException failure) {
            // Boundary: an exception would silently end the timer's task for good.
            if (!failing) {
                LOG.warn("{} does not work right now", name, failure);
            }
            failing = true;
        }
    }
}
