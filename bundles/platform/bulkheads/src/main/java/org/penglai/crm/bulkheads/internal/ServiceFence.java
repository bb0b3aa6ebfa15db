package org.penglai.crm.bulkheads.internal;

import java.util.Collection;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.bulkheads.spi.Bulkheads;

/**
 * Keeps a capability from taking the place of the platform: whatever the ranking of its service, nobody else sees it, and
 * the capability is named.
 */
@Component(
        service = {FindHook.class, EventListenerHook.class},
        immediate = true)
public final class ServiceFence implements FindHook, EventListenerHook {
    private static final long SYSTEM = 0;

    private final Bulkheads bulkheads;

    @Activate
    public ServiceFence(@Reference Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    @Override
    public void find(
            BundleContext seeker,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        long id = seeker.getBundle().getBundleId();
        if (id != SYSTEM) {
            references.removeIf(reference -> ReservedServices.offence(reference) != null
                    && reference.getBundle().getBundleId() != id);
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        String type = ReservedServices.offence(reference);
        if (type == null) {
            return;
        }
        long owner = reference.getBundle().getBundleId();
        if (event.getType() == ServiceEvent.REGISTERED) {
            bulkheads.report(
                    owner,
                    "service " + type,
                    Localized.of(
                            "试图替代平台服务 " + type + "，已对其他模块隐藏",
                            "it offers the service " + type + ", which is the platform's; nobody else sees it"));
        }
        listeners.keySet().removeIf(context -> {
            long id = context.getBundle().getBundleId();
            return id != owner && id != SYSTEM;
        });
    }
}
