package org.penglai.crm.feeds.internal.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.PersonalValues;
import org.penglai.crm.feeds.internal.Letters;
import org.penglai.crm.feeds.internal.OrderedDelivery;

/** Gives events to a capability's handler, under a time limit. */
final class HandlerDelivery extends OrderedDelivery {
    private static final int ATTEMPTS = 8;

    private final EventHandler handler;
    private final Part part;
    private final Bulkheads bulkheads;
    private final Supplier<PersonalValues> personal;
    private final ObjectMapper mapper = new ObjectMapper();
    private volatile boolean begun;

    /**
     * @param owner id of the handler's bundle
     * @param personal gives null where nothing is sealed
     */
    HandlerDelivery(
            EventHandler handler, long owner, Letters letters, Bulkheads bulkheads, Supplier<PersonalValues> personal) {
        super(letters);
        this.handler = handler;
        this.part = new Part(owner, Part.Kind.HANDLER, handler.name());
        this.bulkheads = bulkheads;
        this.personal = personal;
    }

    @Override
    public String name() {
        return "handler " + handler.name();
    }

    @Override
    public void begun() {
        begun = true;
    }

    /** Whether no change passes the handler by any more. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    protected boolean isHopeless(int attempts, Duration since) {
        return attempts >= ATTEMPTS;
    }

    @Override
    protected void deliver(OutboxEvent event) throws InterruptedException {
        boolean wanted = handler.types().contains(event.type())
                && (handler.operations().isEmpty() || handler.operations().contains(event.operation()));
        if (!wanted) {
            return;
        }
        RecordEvent told = told(event);
        try {
            bulkheads.call(part, () -> {
                handler.handle(told);
                return null;
            });
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause().toString(), failure.getCause());
        }
    }

    private RecordEvent told(OutboxEvent event) {
        return new RecordEvent(
                event.position(),
                event.at(),
                event.type(),
                event.recordId(),
                event.recordVersion(),
                event.operation(),
                event.userId(),
                changes(opened(event)));
    }

    private String opened(OutboxEvent event) {
        PersonalValues present = personal.get();
        return present == null ? event.changes() : present.open(event.type(), event.recordId(), event.changes());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> changes(String json) {
        try {
            return json == null ? Map.of() : mapper.readValue(json, Map.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the change cannot be read", unreadable);
        }
    }
}
