package org.penglai.crm.identity.internal.people;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;

/** Records without rules. */
public final class MemoryRecords implements Records {
    private static final Pattern EQUAL = Pattern.compile("(\\w+)=in=\\(\"(.*)\"\\)");
    private final Map<Long, RecordSnapshot> all = new TreeMap<>();
    private long last;

    @Override
    public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
        return Optional.ofNullable(all.get(id)).filter(record -> record.type().equals(type));
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        Matcher filter = EQUAL.matcher(query.filter());
        if (!filter.matches()) {
            throw new IllegalArgumentException(query.filter());
        }
        return all.values().stream()
                .filter(record -> record.type().equals(type))
                .filter(record -> Objects.equals(record.values().get(filter.group(1)), filter.group(2)))
                .toList();
    }

    @Override
    public List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes) {
        List<RecordSnapshot> after = new ArrayList<>();
        for (RecordChange change : changes) {
            if (change instanceof RecordChange.Create create) {
                Map<String, Object> values = new LinkedHashMap<>(Map.of("status", "active"));
                values.putAll(create.values());
                after.add(put(new RecordSnapshot(create.type(), ++last, 1, values)));
            } else if (change instanceof RecordChange.Update update) {
                RecordSnapshot before = all.get(update.id());
                Map<String, Object> values = new LinkedHashMap<>(before.values());
                values.putAll(update.values());
                after.add(put(new RecordSnapshot(before.type(), before.id(), before.version() + 1, values)));
            }
        }
        return after;
    }

    public long add(String type, Map<String, Object> values) {
        return apply(Caller.system(), List.of(new RecordChange.Create(type, values)))
                .get(0)
                .id();
    }

    public Map<String, Object> values(long id) {
        return all.get(id).values();
    }

    private RecordSnapshot put(RecordSnapshot record) {
        all.put(record.id(), record);
        return record;
    }
}
