package org.penglai.crm.rest.internal.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.live.LiveUpdate;

/** Written records as events: what is told of them, and that many of a type are told as one. */
final class RecordEvents {
    private static final int MOST = 50;
    private static final int PARTS = 4;

    private RecordEvents() {}

    /** Where more records of a type were written than pages care to hear of one by one, the type alone. */
    static Set<LiveUpdate> condense(Set<LiveUpdate> updates) {
        Map<String, Long> numbers = updates.stream()
                .filter(update -> update.topic().equals(LiveUpdate.RECORD))
                .collect(Collectors.groupingBy(update -> type(update.key()), Collectors.counting()));
        if (numbers.values().stream().noneMatch(number -> number > MOST)) {
            return updates;
        }
        Set<LiveUpdate> condensed = new LinkedHashSet<>();
        for (LiveUpdate update : updates) {
            boolean many = update.topic().equals(LiveUpdate.RECORD) && numbers.get(type(update.key())) > MOST;
            condensed.add(many ? new LiveUpdate(LiveUpdate.RECORD, 0, type(update.key())) : update);
        }
        return condensed;
    }

    static String type(String key) {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
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
        return view;
    }
}
