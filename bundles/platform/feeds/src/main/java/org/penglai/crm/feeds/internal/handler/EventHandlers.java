package org.penglai.crm.feeds.internal.handler;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.events.spi.PersonalValues;
import org.penglai.crm.feeds.internal.Letters;
import org.penglai.crm.feeds.spi.HandlerStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a reader of the changes of every handler that a capability brings; the first of a name keeps it. */
@Component(service = HandlerStates.class, immediate = true)
public final class EventHandlers implements HandlerStates {
    private static final Logger LOG = LoggerFactory.getLogger(EventHandlers.class);

    private final BundleContext bundle;
    private final Letters letters;
    private final Bulkheads bulkheads;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<EventHandler, Refused> refused = new ConcurrentHashMap<>();

    /** Null where nothing is sealed. */
    @Reference
    volatile PersonalValues personal;

    @Activate
    public EventHandlers(BundleContext bundle, @Reference Letters letters, @Reference Bulkheads bulkheads) {
        this.bundle = bundle;
        this.letters = letters;
        this.bulkheads = bulkheads;
    }

    @Reference(
            name = "handlers",
            service = EventHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            bind = "add",
            unbind = "remove")
    void add(EventHandler handler, Map<String, Object> properties) {
        long owner = (long) properties.get(Constants.SERVICE_BUNDLEID);
        HandlerDelivery delivery = new HandlerDelivery(handler, owner, letters, bulkheads, () -> personal);
        Running entry = new Running(handler, owner, delivery);
        if (running.putIfAbsent(handler.name(), entry) != null) {
            refused.put(handler, new Refused(handler.name(), owner));
            LOG.error("There is an event handler {} already; the second one gets nothing", handler.name());
            return;
        }
        letters.present(delivery);
        entry.registration = bundle.registerService(OutboxConsumer.class, delivery, null);
    }

    void remove(EventHandler handler) {
        refused.remove(handler);
        Running entry = running.get(handler.name());
        if (entry != null && entry.handler == handler) {
            running.remove(handler.name());
            letters.gone(entry.delivery);
            entry.registration.unregister();
        }
    }

    @Override
    public List<Handler> of(Set<Long> bundles) {
        return Stream.concat(
                        running.values().stream()
                                .filter(entry -> bundles.contains(entry.owner))
                                .map(entry -> new Handler(
                                        entry.handler.name(), entry.delivery.hasBegun() ? State.BEGUN : State.COMING)),
                        refused.values().stream()
                                .filter(entry -> bundles.contains(entry.owner()))
                                .map(entry -> new Handler(entry.name(), State.NAME_TAKEN)))
                .toList();
    }

    private record Refused(String name, long owner) {}

    private static final class Running {
        private final EventHandler handler;
        private final long owner;
        private final HandlerDelivery delivery;
        private ServiceRegistration<OutboxConsumer> registration;

        Running(EventHandler handler, long owner, HandlerDelivery delivery) {
            this.handler = handler;
            this.owner = owner;
            this.delivery = delivery;
        }
    }
}
