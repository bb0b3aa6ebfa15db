package org.penglai.crm.security.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Records in memory; a list has all of a type, whatever the filter. */
public final class MemoryRecords implements RecordReader {
    private final Map<Long, RecordSnapshot> records = new LinkedHashMap<>();

    public MemoryRecords with(RecordSnapshot... more) {
        List.of(more).forEach(record -> records.put(record.id(), record));
        return this;
    }

    @Override
    public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
        return Optional.ofNullable(records.get(id))
                .filter(record -> record.type().equals(type));
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        return records.values().stream()
                .filter(record -> record.type().equals(type))
                .toList();
    }
}
