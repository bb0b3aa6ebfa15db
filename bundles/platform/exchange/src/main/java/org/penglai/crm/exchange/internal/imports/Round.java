package org.penglai.crm.exchange.internal.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.records.spi.StoredType;

/**
 * Rows that can be written together: none of them needs to know what became of another one. A row that has the key of
 * an earlier row, or refers to one, begins the next round.
 */
final class Round {

    private final StoredType type;
    private final Set<RecordKey> keys = new HashSet<>();
    private final Set<Object> names = new HashSet<>();
    private final Map<PendingRow, RecordChange> changes = new LinkedHashMap<>();
    private final Map<PendingRow, Tally.Fate> fates = new LinkedHashMap<>();
    private final List<PendingRow> rejected = new ArrayList<>();
    private long lastRow;

    Round(StoredType type) {
        this.type = type;
    }

    /** Whether the row can only be judged after this round was written. */
    boolean mustWait(PendingRow row, RecordKey key) {
        return key != null && keys.contains(key)
                || row.references().entrySet().stream()
                        .anyMatch(e -> ReferenceLookup.target(e.getKey()).equals(type.name())
                                && ReferenceLookup.texts(e.getKey(), e.getValue()).stream()
                                        .anyMatch(names::contains));
    }

    /** The row belongs to this round. */
    void take(PendingRow row, RecordKey key) {
        lastRow = row.number();
        if (key != null) {
            keys.add(key);
        }
        textsThatName(row).forEach(names::add);
    }

    void reject(PendingRow row) {
        rejected.add(row);
    }

    void settle(PendingRow row, Tally.Fate fate) {
        fates.put(row, fate);
    }

    void change(PendingRow row, RecordChange change) {
        changes.put(row, change);
    }

    /** What is to be written, by row. */
    Map<PendingRow, RecordChange> changes() {
        return changes;
    }

    /** Rows that need no writing. */
    Map<PendingRow, Tally.Fate> fates() {
        return fates;
    }

    List<PendingRow> rejected() {
        return rejected;
    }

    long lastRow() {
        return lastRow;
    }

    /** By what other rows may refer to the row. */
    List<Object> textsThatName(PendingRow row) {
        List<Object> texts = new ArrayList<>(2);
        for (String name : new String[] {type.numberField(), type.titleField()}) {
            Object value = name == null ? null : row.values().get(name);
            if (value != null && type.fields().get(name).kind() == FieldKind.TEXT) {
                texts.add(value);
            }
        }
        return texts;
    }
}
