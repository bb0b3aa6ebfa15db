package org.penglai.crm.feeds.spi;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Whether the event handlers that bundles bring get what happens. Safe for any thread. */
@ProviderType
public interface HandlerStates {
    /** The handlers whose services these bundles have registered. */
    List<Handler> of(Set<Long> bundles);

    /** @param name as the handler says it */
    record Handler(String name, State state) {}

    /** How far a handler is. */
    enum State {
        /** It gets changes soon; it is not sure yet that it misses none. */
        COMING,
        /** It gets every change from here on. */
        BEGUN,
        /** Another handler has its name, it gets nothing. */
        NAME_TAKEN
    }
}
