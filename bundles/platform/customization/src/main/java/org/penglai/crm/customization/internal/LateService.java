package org.penglai.crm.customization.internal;

import java.time.Duration;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;

/**
 * A service that a record type's rules ask for when they run. Record types cannot wait for what itself waits for them, so
 * this is no reference of a component. Safe for any thread.
 */
public final class LateService<T> implements Supplier<T> {
    private final BundleContext context;
    private final Class<T> service;

    public LateService(BundleContext context, Class<T> service) {
        this.context = context;
        this.service = service;
    }

    /** @throws Unavailable while it is not there */
    @Override
    public T get() {
        ServiceReference<T> reference = context.getServiceReference(service);
        T found = reference == null ? null : context.getService(reference);
        if (found == null) {
            throw new Unavailable(
                    "starting", Localized.of("系统正在启动，请稍后再试。", "The system is starting."), Duration.ofSeconds(2));
        }
        return found;
    }
}
