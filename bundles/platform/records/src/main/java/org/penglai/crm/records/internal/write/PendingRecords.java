package org.penglai.crm.records.internal.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Records as they are, or will be after the changes planned so far. The changes of one entry of the caller's list count
 * only once the whole entry is accepted. Written by one thread; {@link #pending} may be read by others.
 */
final class PendingRecords {
    private final Database database;
    private final SnapshotLoader loader;
    private final Map<RecordKey, RecordSnapshot> stored = new HashMap<>();
    /** Empty for records that are being deleted. */
    private final Map<RecordKey, Optional<RecordSnapshot>> accepted = new ConcurrentHashMap<>();

    private final Map<RecordKey, Optional<RecordSnapshot>> staged = new ConcurrentHashMap<>();

    PendingRecords(Database database, SnapshotLoader loader) {
        this.database = database;
        this.loader = loader;
    }

    /** Reads many records at once. */
    void prefetch(StoredType type, Collection<Long> ids) {
        if (ids.size() == 1) {
            long id = ids.iterator().next();
            loader.live(database, type, id).ifPresent(record -> stored.put(new RecordKey(type.name(), id), record));
            return;
        }
        database.read(sql -> loader.load(sql, type, ids, SnapshotLoader.Mode.LIVE))
                .forEach((id, record) -> stored.put(new RecordKey(type.name(), id), record));
    }

    /**
     * The record as it will be.
     *
     * @throws NotFound if there is none or it is being deleted
     */
    RecordSnapshot get(StoredType type, long id) {
        RecordKey key = new RecordKey(type.name(), id);
        Optional<RecordSnapshot> planned = pending(key);
        if (planned != null) {
            return planned.orElseThrow(Failures::noRecord);
        }
        return stored(type, id);
    }

    /**
     * The record as it is in the database.
     *
     * @throws NotFound if there is none
     */
    RecordSnapshot stored(StoredType type, long id) {
        RecordKey key = new RecordKey(type.name(), id);
        if (!stored.containsKey(key)) {
            prefetch(type, List.of(id));
        }
        RecordSnapshot record = stored.get(key);
        if (record == null) {
            throw Failures.noRecord();
        }
        return record;
    }

    /** Whether the changes planned so far delete the record. */
    boolean isDeleted(RecordKey key) {
        Optional<RecordSnapshot> planned = pending(key);
        return planned != null && planned.isEmpty();
    }

    /**
     * All records whose reference leads to the given one, oldest first, as the changes planned so far leave them.
     *
     * @param isNew whether nothing can refer to it yet but what is planned
     */
    List<RecordSnapshot> parts(StoredType type, StoredField field, boolean isNew, long document) {
        Map<Long, RecordSnapshot> parts = new TreeMap<>();
        if (!isNew) {
            database.read(sql -> loader.referring(sql, type, field, document)).forEach((id, part) -> {
                stored.putIfAbsent(new RecordKey(type.name(), id), part);
                parts.put(id, part);
            });
        }
        accepted.forEach((key, planned) -> {
            if (key.type().equals(type.name())) {
                parts.remove(key.id());
                planned.filter(part -> Objects.equals(part.reference(field.name()), document))
                        .ifPresent(part -> parts.put(key.id(), part));
            }
        });
        return List.copyOf(parts.values());
    }

    /** What the changes planned so far make of the record; empty if they delete it, null if they leave it alone. */
    Optional<RecordSnapshot> pending(RecordKey key) {
        Optional<RecordSnapshot> planned = staged.get(key);
        return planned == null ? accepted.get(key) : planned;
    }

    void stage(RecordKey key, RecordSnapshot after) {
        staged.put(key, Optional.ofNullable(after));
    }

    void accept() {
        accepted.putAll(staged);
        staged.clear();
    }

    void discard() {
        staged.clear();
    }
}
