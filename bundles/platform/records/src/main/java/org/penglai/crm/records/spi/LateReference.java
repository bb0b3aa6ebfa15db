package org.penglai.crm.records.spi;

import java.util.function.Supplier;
import org.osgi.service.component.ComponentServiceObjects;

/**
 * A service of the kernel for what the kernel itself calls, such as listeners of its journal: asked for at first use, because
 * at activation it would be a circle. It is had once and kept until the component lets go of it: getting it and giving it
 * back for each call fails now and then when several threads do so. Safe for any thread.
 *
 * @param <T> the service
 */
public final class LateReference<T> implements Supplier<T> {
    private final ComponentServiceObjects<T> service;
    private volatile T found;

    /** @param service as the component runtime has injected it */
    public LateReference(ComponentServiceObjects<T> service) {
        this.service = service;
    }

    /** The service; null if it is going away. */
    @Override
    public T get() {
        T current = found;
        if (current == null) {
            synchronized (this) {
                if (found == null) {
                    found = service.getService();
                }
                current = found;
            }
        }
        return current;
    }

    /** Whether this stands for that service, as the component runtime names it when it goes. */
    public boolean isTo(ComponentServiceObjects<T> other) {
        return service == other;
    }
}
