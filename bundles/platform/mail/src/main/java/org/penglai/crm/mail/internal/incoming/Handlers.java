package org.penglai.crm.mail.internal.incoming;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.mail.IncomingMailHandler;

/** Who deals with mail, by name. The first of a name keeps it. */
@Component(service = Handlers.class)
public final class Handlers {
    private final Map<String, Owned> handlers = new ConcurrentHashMap<>();
    private final AtomicLong come = new AtomicLong();

    /** @param bundle that the handler comes from */
    record Owned(IncomingMailHandler handler, long bundle) {}

    @Reference(
            name = "handlers",
            service = IncomingMailHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            bind = "add",
            unbind = "remove")
    public void add(IncomingMailHandler handler, Map<String, Object> properties) {
        Object bundle = properties.get(Constants.SERVICE_BUNDLEID);
        handlers.putIfAbsent(handler.name(), new Owned(handler, bundle == null ? 0 : (long) bundle));
        come.incrementAndGet();
    }

    public void remove(IncomingMailHandler handler) {
        handlers.values().removeIf(owned -> owned.handler() == handler);
    }

    /** How many have come so far; mail may have waited for the last one. */
    long come() {
        return come.get();
    }

    Optional<Owned> find(String name) {
        return Optional.ofNullable(handlers.get(name));
    }
}
