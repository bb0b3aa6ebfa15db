package org.penglai.crm.work.internal;

import java.util.function.Supplier;
import org.osgi.service.component.ComponentServiceObjects;
import org.penglai.crm.api.records.Records;

/**
 * The kernel for what the kernel itself calls, such as listeners of its journal: asked for at first use, because at
 * activation it would be a circle.
 */
public final class LateRecords implements Supplier<Records> {
    private final ComponentServiceObjects<Records> service;
    private volatile Records found;

    public LateRecords(ComponentServiceObjects<Records> service) {
        this.service = service;
    }

    @Override
    public Records get() {
        Records current = found;
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
