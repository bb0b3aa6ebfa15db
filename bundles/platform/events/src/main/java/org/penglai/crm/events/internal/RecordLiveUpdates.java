package org.penglai.crm.events.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.persistence.spi.Ids;

/** Tells the open pages of this node of records that were written, on whichever node. */
@Component
public final class RecordLiveUpdates implements OutboxConsumer {
    /** Of a type in one batch; whoever shows a list of it then reads it again anyway. */
    private static final int MOST = 50;

    private static final Set<String> WORDS = Set.of("created", "deleted", "restored");

    private final LiveUpdates live;

    @Activate
    public RecordLiveUpdates(@Reference LiveUpdates live) {
        this.live = live;
    }

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public boolean perNode() {
        return true;
    }

    @Override
    public void handle(List<OutboxEvent> batch) {
        Map<String, List<OutboxEvent>> byType = new LinkedHashMap<>();
        batch.forEach(event ->
                byType.computeIfAbsent(event.type(), type -> new ArrayList<>()).add(event));
        byType.forEach((type, events) -> {
            if (events.size() > MOST) {
                long last = events.get(events.size() - 1).position();
                live.publish(new LiveUpdate(LiveUpdate.RECORD, 0, type + ":" + last));
            }
        });
        batch.stream()
                .filter(event -> byType.get(event.type()).size() <= MOST)
                .forEach(event -> live.publish(new LiveUpdate(LiveUpdate.RECORD, 0, key(event))));
    }

    /** To a page an action is just a change. */
    private static String key(OutboxEvent event) {
        return String.join(
                ":",
                event.type(),
                Ids.format(event.recordId()),
                Long.toString(event.recordVersion()),
                WORDS.contains(event.operation()) ? event.operation() : "updated",
                Long.toString(event.position()));
    }
}
