package org.penglai.crm.events.internal.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;

/** How far the events reach, as this node knows it, and who wants to know. Safe for any thread. */
@Component(service = EventArrivals.class)
public final class EventArrivals {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long last = -1;

    /** Position of the newest event this node has heard of; -1 before the first look. */
    long last() {
        return last;
    }

    /** Tells the listeners if there is something new. */
    void reached(long position) {
        if (position > last) {
            last = position;
            listeners.forEach(Runnable::run);
        }
    }

    /** @param listener must return at once */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    public void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
