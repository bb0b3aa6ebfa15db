package org.penglai.crm.modules.internal;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.jobs.PeriodicWork;

/** Under which names a module's bundles read events and do periodic work; their places are rows of the platform. */
final class ModuleReaders {
    private ModuleReaders() {}

    static Set<String> of(BundleContext context, Set<Bundle> bundles) {
        Set<String> names = new TreeSet<>();
        collect(context, bundles, EventHandler.class, handler -> "handler " + handler.name(), names);
        collect(context, bundles, PeriodicWork.class, PeriodicWork::name, names);
        return names;
    }

    private static <T> void collect(
            BundleContext context, Set<Bundle> bundles, Class<T> kind, Function<T, String> name, Set<String> names) {
        for (ServiceReference<T> reference : references(context, kind)) {
            T service = bundles.contains(reference.getBundle()) ? context.getService(reference) : null;
            if (service != null) {
                try {
                    names.add(name.apply(service));
                } finally {
                    context.ungetService(reference);
                }
            }
        }
    }

    private static <T> Collection<ServiceReference<T>> references(BundleContext context, Class<T> kind) {
        try {
            return context.getServiceReferences(kind, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter cannot be wrong", e);
        }
    }
}
