package org.penglai.crm.persistence.internal.unit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManagerFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the units' EntityManagerFactory services. A plain listener and no DS reference, because it must hold up the
 * unregistration until the writes inside have left, without holding a component's lock.
 */
@Component(
        service = {},
        immediate = true)
public class UnitTracker implements ServiceListener {
    /** SCR gives up on a component's lock after 5 s. */
    private static final Duration DRAIN = Duration.ofSeconds(4);

    private static final String UNIT_NAME = "osgi.unit.name";
    private static final Logger LOG = LoggerFactory.getLogger(UnitTracker.class);

    private final BundleContext context;
    private final UnitGates gates;
    private final UnitFactories factories;
    private final UnitStates states;
    private final Map<ServiceReference<?>, EntityManagerFactory> tracked = new ConcurrentHashMap<>();

    @Activate
    public UnitTracker(
            BundleContext context,
            @Reference UnitGates gates,
            @Reference UnitFactories factories,
            @Reference UnitStates states)
            throws InvalidSyntaxException {
        this.context = context;
        this.gates = gates;
        this.factories = factories;
        this.states = states;
        String filter = "(&(objectClass=" + EntityManagerFactory.class.getName() + ")(" + UNIT_NAME + "=*))";
        context.addServiceListener(this, filter);
        ServiceReference<?>[] present = context.getServiceReferences((String) null, filter);
        if (present != null) {
            for (ServiceReference<?> reference : present) {
                registered(reference);
            }
        }
    }

    @Deactivate
    void stop() {
        context.removeServiceListener(this);
        tracked.keySet().forEach(this::unregistering);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            registered(event.getServiceReference());
        } else if (event.getType() == ServiceEvent.UNREGISTERING) {
            unregistering(event.getServiceReference());
        }
    }

    private void registered(ServiceReference<?> reference) {
        if (!(context.getService(reference) instanceof EntityManagerFactory factory)
                || tracked.putIfAbsent(reference, factory) != null) {
            return;
        }
        String unit = unit(reference);
        Bundle bundle = reference.getBundle();
        String name = bundle == null ? "?" : bundle.getSymbolicName() + " " + bundle.getVersion();
        try {
            UnitSession.prepare(factory);
        } catch (RuntimeException e) {
            // Boundary of the event: the registering container must not fail because one unit is broken.
            LOG.error("unit {} of {} cannot be used: {}", unit, name, e.getMessage(), e);
            states.announced(unit, name, e.getMessage());
            return;
        }
        factories.put(unit, factory);
        states.announced(unit, name, null);
        gates.arrived(unit);
    }

    private void unregistering(ServiceReference<?> reference) {
        EntityManagerFactory factory = tracked.remove(reference);
        if (factory == null) {
            return;
        }
        String unit = unit(reference);
        if (factories.isCurrent(unit, factory)) {
            if (!gates.leaving(unit, DRAIN)) {
                LOG.warn("writes in unit {} did not end in {} s and will be rolled back", unit, DRAIN.toSeconds());
            }
            factories.remove(unit, factory);
        }
        context.ungetService(reference);
    }

    private static String unit(ServiceReference<?> reference) {
        return String.valueOf(reference.getProperty(UNIT_NAME));
    }
}
