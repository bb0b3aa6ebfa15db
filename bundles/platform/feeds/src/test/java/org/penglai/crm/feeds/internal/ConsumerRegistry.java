package org.penglai.crm.feeds.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.penglai.crm.events.spi.OutboxConsumer;

/** The container's registry of services, as far as consumers are registered and taken back. */
public final class ConsumerRegistry {
    /** Those that are registered now, in order. */
    public final List<OutboxConsumer> consumers = new ArrayList<>();

    public BundleContext context() {
        return proxy(BundleContext.class, (proxy, method, arguments) -> {
            OutboxConsumer consumer = (OutboxConsumer) arguments[1];
            consumers.add(consumer);
            return proxy(ServiceRegistration.class, (registration, unregister, none) -> {
                consumers.remove(consumer);
                return null;
            });
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
