package org.penglai.crm.api.live;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Passes live updates from those who cause them to the streams of open pages. Safe for any thread; never blocks. */
@ProviderType
public interface LiveUpdates {
    /** Tells all listeners. */
    void publish(LiveUpdate update);

    /** Listens until the returned handle is closed; the listener must return at once. */
    AutoCloseable subscribe(Consumer<LiveUpdate> listener);
}
