package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;

/** Events in memory; what was cleared away counts on. */
final class FakeOutbox implements OutboxReader {
    private final List<OutboxEvent> events = new CopyOnWriteArrayList<>();
    private long cleared;

    OutboxEvent add(String type, long id, long version, String operation) {
        OutboxEvent event =
                new OutboxEvent(last() + 1, Instant.EPOCH, type, id, version, operation, 7, "{\"name\":[\"甲\",\"乙\"]}");
        events.add(event);
        return event;
    }

    void clear() {
        cleared = last();
        events.clear();
    }

    @Override
    public long last() {
        return cleared + events.size();
    }

    @Override
    public long first() {
        return cleared + 1;
    }

    @Override
    public List<OutboxEvent> read(long after, int limit) {
        return events.stream()
                .filter(event -> event.position() > after)
                .limit(limit)
                .toList();
    }
}
