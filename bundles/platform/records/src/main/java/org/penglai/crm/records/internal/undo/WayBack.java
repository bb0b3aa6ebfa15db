package org.penglai.crm.records.internal.undo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.RecordChange;

/**
 * What a batch did to one record, as one change back.
 *
 * @param type of the record
 * @param id of the record
 * @param rows of the ledger that tell of it
 * @param kind what has to be done
 * @param change for kind CHANGE, else null
 */
record WayBack(String type, long id, List<Long> rows, Kind kind, RecordChange change) {

    enum Kind {
        /** A change brings it back. */
        CHANGE,
        /** It comes out of the recycle bin. */
        RESTORE,
        /** The batch has made and deleted it: nothing is left to be done. */
        NOTHING,
        /** Somebody else changed it between two writes of the batch. */
        BROKEN
    }

    /**
     * Every record's way back, in the order of the writes.
     *
     * @param writes the latest first, all of each record
     */
    static List<WayBack> of(List<UndoRows.Stored> writes, ObjectMapper json) {
        Map<Long, List<UndoRows.Stored>> byRecord = new LinkedHashMap<>();
        writes.forEach(write -> byRecord.computeIfAbsent(write.write().recordId(), id -> new ArrayList<>())
                .add(write));
        List<WayBack> ways = new ArrayList<>();
        byRecord.values().forEach(list -> ways.add(one(list, json)));
        return ways;
    }

    private static WayBack one(List<UndoRows.Stored> stored, ObjectMapper json) {
        List<Long> rows = stored.stream().map(UndoRows.Stored::row).toList();
        List<UndoRows.Write> latestFirst =
                stored.stream().map(UndoRows.Stored::write).toList();
        UndoRows.Write last = latestFirst.get(0);
        List<UndoRows.Write> inOrder = new ArrayList<>(latestFirst);
        Collections.reverse(inOrder);
        String type = last.type();
        long id = last.recordId();
        boolean made = inOrder.get(0).operation().equals("created");
        if (last.operation().equals("deleted")) {
            return new WayBack(type, id, rows, made ? Kind.NOTHING : Kind.RESTORE, null);
        }
        if (made) {
            return new WayBack(type, id, rows, Kind.CHANGE, new RecordChange.Delete(type, id, last.versionAfter()));
        }
        Map<String, Object> before = new LinkedHashMap<>();
        long version = inOrder.get(0).versionBefore();
        for (UndoRows.Write write : inOrder) {
            if (write.versionBefore() != version) {
                return new WayBack(type, id, rows, Kind.BROKEN, null);
            }
            read(write.before(), json).forEach(before::putIfAbsent);
            version = write.versionAfter();
        }
        return new WayBack(type, id, rows, Kind.CHANGE, new RecordChange.Update(type, id, version, before));
    }

    private static Map<String, Object> read(String image, ObjectMapper json) {
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            Map<?, ?> fields = json.readValue(image, Map.class);
            fields.forEach((name, value) -> {
                // What was erased is not brought back.
                if (!(value instanceof Map<?, ?> object && object.containsKey("erased"))) {
                    values.put(String.valueOf(name), value);
                }
            });
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return values;
    }
}
