package org.penglai.crm.rest.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;

/** Passes updates on at once. */
final class FakeLive implements LiveUpdates {
    private final List<Consumer<LiveUpdate>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LiveUpdate update) {
        listeners.forEach(listener -> listener.accept(update));
    }

    @Override
    public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
