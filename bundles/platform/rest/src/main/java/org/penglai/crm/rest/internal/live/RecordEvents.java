package org.penglai.crm.rest.internal.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.persistence.spi.Ids;

/** Written records as events: what is told of them, and that many of a type are told as one. */
final class RecordEvents {
    private static final int MOST = 50;
    private static final int PARTS = 5;
    private static final Set<String> WORDS = Set.of("created", "deleted", "restored");

    private RecordEvents() {}

    /** Where more records of a type were written than pages care to hear of one by one, the type and the last position. */
    static Set<LiveUpdate> condense(Set<LiveUpdate> updates) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, LiveUpdate> lasts = new LinkedHashMap<>();
        for (LiveUpdate update : updates) {
            if (update.topic().equals(LiveUpdate.RECORD)) {
                numbers.merge(type(update.key()), 1, Integer::sum);
                lasts.put(type(update.key()), update);
            }
        }
        if (numbers.values().stream().noneMatch(number -> number > MOST)) {
            return updates;
        }
        Set<LiveUpdate> condensed = new LinkedHashSet<>();
        for (LiveUpdate update : updates) {
            String type = type(update.key());
            boolean many = update.topic().equals(LiveUpdate.RECORD) && numbers.get(type) > MOST;
            if (!many) {
                condensed.add(update);
            } else if (update.equals(lasts.get(type))) {
                condensed.add(new LiveUpdate(LiveUpdate.RECORD, 0, type + ":" + position(update.key())));
            }
        }
        return condensed;
    }

    static String key(OutboxEvent event) {
        String operation = WORDS.contains(event.operation()) ? event.operation() : "updated";
        return String.join(
                ":",
                event.type(),
                Ids.format(event.recordId()),
                Long.toString(event.recordVersion()),
                operation,
                Long.toString(event.position()));
    }

    static String type(String key) {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }

    static String position(String key) {
        return key.substring(key.lastIndexOf(':') + 1);
    }

    /** Negative for many records. */
    static long id(String key) {
        Object id = view(key).get("id");
        return id == null ? -1 : Ids.parse((String) id);
    }

    static Map<String, Object> view(String key) {
        String[] parts = key.split(":");
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", parts[0]);
        view.put("id", parts.length < PARTS ? null : parts[1]);
        if (parts.length == PARTS) {
            view.put("version", Long.parseLong(parts[2]));
            view.put("operation", parts[3]);
        }
        view.put("position", Long.parseLong(position(key)));
        return view;
    }
}
