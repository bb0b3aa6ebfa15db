package org.penglai.crm.exchange.internal.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Firms and persons in memory. A person refers to a firm, a firm may refer to another one, and who is referred to stays. */
final class MemoryWorld implements Types, Records, DemoIndex {

    final Map<Long, RecordSnapshot> live = new LinkedHashMap<>();
    final List<Integer> transactions = new ArrayList<>();
    final Set<String> stopped = new HashSet<>();

    /** Thrown once in place of the next write. */
    CrmException failure;

    private final Map<String, Map<String, Long>> loaded = new HashMap<>();
    private final Set<String> everUsed = new HashSet<>();
    private final Map<String, StoredType> types =
            Map.of("firms", type("firms", "parent"), "persons", type("persons", "firm"));
    private long nextId = 1;

    @Override
    public List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes) {
        if (failure != null) {
            CrmException thrown = failure;
            failure = null;
            throw thrown;
        }
        Map<Long, RecordSnapshot> before = new LinkedHashMap<>(live);
        List<RecordSnapshot> results = new ArrayList<>();
        try {
            changes.forEach(change -> results.add(write(change)));
        } catch (Conflict e) {
            live.clear();
            live.putAll(before);
            throw e;
        }
        transactions.add(changes.size());
        return results;
    }

    private RecordSnapshot write(RecordChange change) {
        if (change instanceof RecordChange.Create create) {
            RecordSnapshot record = new RecordSnapshot(create.type(), nextId++, 1, create.values());
            live.put(record.id(), record);
            everUsed.add(record.type());
            if (create.values().get("externalIds") instanceof List<?> ids) {
                ids.forEach(id -> keys(record.type()).put(((ExternalId) id).key(), record.id()));
            }
            return record;
        }
        long id = ((RecordChange.Delete) change).id();
        if (live.values().stream().anyMatch(record -> record.values().containsValue(id))) {
            throw new Conflict("inUse", Localized.same("in use"), List.of());
        }
        live.remove(id);
        return null;
    }

    private Map<String, Long> keys(String type) {
        return loaded.computeIfAbsent(type, t -> new LinkedHashMap<>());
    }

    @Override
    public Map<String, Loaded> loaded(StoredType type) {
        Map<String, Loaded> found = new LinkedHashMap<>();
        keys(type.name()).forEach((key, id) -> found.put(key, new Loaded(id, live.containsKey(id))));
        return found;
    }

    @Override
    public void forgetDeleted(StoredType type) {
        keys(type.name()).values().removeIf(id -> !live.containsKey(id));
    }

    @Override
    public boolean isEmpty(StoredType type) {
        return !everUsed.contains(type.name());
    }

    @Override
    public List<StoredType> list() {
        return List.copyOf(types.values());
    }

    @Override
    public Optional<StoredType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    @Override
    public StoredType get(String name) {
        return find(name).orElseThrow();
    }

    @Override
    public boolean isWritable(String name) {
        return types.containsKey(name) && !stopped.contains(name);
    }

    @Override
    public Set<String> units(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forget(String module) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> problems(String module) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        throw new UnsupportedOperationException();
    }

    private static StoredType type(String name, String reference) {
        Localized label = Localized.same(name);
        StoredField field = new StoredField(
                reference,
                FieldKind.REFERENCE,
                reference + "_id",
                null,
                reference + "Id",
                label,
                null,
                0,
                0,
                0,
                false,
                false,
                false,
                false,
                List.of(),
                "firms",
                List.of(),
                null,
                null,
                List.of());
        return new StoredType(
                name,
                "crm-sample",
                "1.0.0",
                "sample",
                name,
                label,
                label,
                "name",
                null,
                null,
                null,
                Map.of(reference, field),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }
}
