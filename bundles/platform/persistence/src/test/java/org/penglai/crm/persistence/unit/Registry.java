package org.penglai.crm.persistence.unit;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManagerFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** As much of a service registry as a listener to EntityManagerFactory services needs. */
final class Registry {
    private final Map<ServiceReference<?>, EntityManagerFactory> services = new ConcurrentHashMap<>();
    private volatile ServiceListener listener;

    BundleContext context() {
        return proxy(BundleContext.class, (method, arguments) -> switch (method) {
            case "addServiceListener" -> listener = (ServiceListener) arguments[0];
            case "getServiceReferences" -> services.keySet().toArray(ServiceReference<?>[]::new);
            case "getService" -> services.get((ServiceReference<?>) arguments[0]);
            case "ungetService" -> true;
            default -> null;
        });
    }

    /** Returns what unregisters it, like a container: listeners first, then it is closed. */
    Runnable register(String unit, EntityManagerFactory factory) {
        ServiceReference<?> reference = proxy(
                ServiceReference.class,
                (method, arguments) ->
                        "getProperty".equals(method) && "osgi.unit.name".equals(arguments[0]) ? unit : null);
        services.put(reference, factory);
        if (listener != null) {
            listener.serviceChanged(new ServiceEvent(ServiceEvent.REGISTERED, reference));
        }
        return () -> {
            listener.serviceChanged(new ServiceEvent(ServiceEvent.UNREGISTERING, reference));
            services.remove(reference);
            factory.close();
        };
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> call.of(method.getName(), arguments);
                }));
    }

    @FunctionalInterface
    private interface Call {
        Object of(String method, Object[] arguments);
    }
}
