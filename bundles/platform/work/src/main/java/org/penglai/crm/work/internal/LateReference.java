package org.penglai.crm.work.internal;

import java.util.function.Supplier;
import org.osgi.service.component.ComponentServiceObjects;

/**
 * A service of the kernel for what the kernel itself calls, such as listeners of its journal: asked for at first use, because
 * at activation it would be a circle. Safe for any thread.
 */
public final class LateReference<T> implements Supplier<T> {
    private final ComponentServiceObjects<T> service;
    private volatile T found;

    public LateReference(ComponentServiceObjects<T> service) {
        this.service = service;
    }

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
}
