package org.penglai.crm.events.internal.outbox;

import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.JournalTable.RECORD_ID;
import static org.penglai.crm.events.internal.JournalTable.RECORD_VERSION;
import static org.penglai.crm.events.internal.JournalTable.TYPE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Record;

/**
 * The order of rows that get their positions together: by id, which is nearly by time, but those of one record by version,
 * since the clocks of two nodes may differ.
 */
final class EventOrder {
    private EventOrder() {}

    static List<Record> of(List<? extends Record> rows) {
        List<Record> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(row -> row.get(ID)));
        Map<Key, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            Record row = sorted.get(i);
            if (row.get(RECORD_VERSION) > 0) {
                places.computeIfAbsent(new Key(row.get(TYPE), row.get(RECORD_ID)), key -> new ArrayList<>())
                        .add(i);
            }
        }
        places.values().stream().filter(own -> own.size() > 1).forEach(own -> byVersion(sorted, own));
        return sorted;
    }

    /** Puts the rows at these places in the order of their versions; what has the same version stays as it is. */
    private static void byVersion(List<Record> rows, List<Integer> places) {
        List<Record> own = new ArrayList<>(places.stream().map(rows::get).toList());
        own.sort(Comparator.comparing(row -> row.get(RECORD_VERSION)));
        for (int i = 0; i < places.size(); i++) {
            rows.set(places.get(i), own.get(i));
        }
    }

    private record Key(String type, long recordId) {}
}
