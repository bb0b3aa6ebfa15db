package org.penglai.crm.work.internal;

import java.util.function.Supplier;
import org.osgi.service.component.ComponentServiceObjects;
import org.penglai.crm.records.spi.Access;

/**
 * The kernel's rights for what the kernel itself calls, such as listeners of its journal: asked for at first use, because at
 * activation it would be a circle.
 */
public final class LateAccess implements Supplier<Access> {
    private final ComponentServiceObjects<Access> service;
    private volatile Access found;

    public LateAccess(ComponentServiceObjects<Access> service) {
        this.service = service;
    }

    @Override
    public Access get() {
        Access current = found;
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
