package org.penglai.crm.records.internal.write;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordChange.Create;
import org.penglai.crm.api.records.RecordChange.Made;
import org.penglai.crm.api.records.RecordChange.Update;
import org.penglai.crm.persistence.spi.Ids;

/**
 * Gives ids to the records that a list of changes makes under keys, and puts them in where the list refers to them. A
 * creation then carries its id as key. For one list.
 */
final class LocalKeys {
    private static final String SIGN = "#";

    private final Map<String, Long> made = new HashMap<>();

    private LocalKeys() {}

    static LocalKeys of(List<RecordChange> changes, Ids ids) {
        LocalKeys keys = new LocalKeys();
        for (RecordChange change : changes) {
            if (change instanceof Create create && create.key() != null) {
                keys.made.put(create.key(), ids.next());
            }
        }
        return keys;
    }

    /** The id that the creation was given; null if none was. */
    static Long idOf(Create create) {
        return create.key() == null ? null : Ids.parse(create.key().substring(SIGN.length()));
    }

    List<RecordChange> in(List<RecordChange> changes) {
        return made.isEmpty() ? changes : changes.stream().map(this::in).toList();
    }

    private RecordChange in(RecordChange change) {
        if (change instanceof Create create) {
            String key = create.key() == null ? null : SIGN + Ids.format(made.get(create.key()));
            return new Create(create.type(), in(create.values()), key);
        }
        return change instanceof Update update
                ? new Update(update.type(), update.id(), update.expectedVersion(), in(update.values()))
                : change;
    }

    Map<String, Object> in(Map<String, Object> values) {
        if (made.isEmpty()) {
            return values;
        }
        Map<String, Object> resolved = new LinkedHashMap<>(values);
        resolved.replaceAll((name, value) -> value instanceof Made reference && made.containsKey(reference.key())
                ? made.get(reference.key())
                : value);
        return resolved;
    }
}
