package org.penglai.crm.search.internal.index;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings records into indexes as they stand in the database. */
final class Content {
    /** Read and put while the lock is held: events wait so long. */
    private static final int CHUNK = 500;
    /** Ids in one question. */
    private static final int ASKED = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Content.class);

    private final PurgedTypes purged = new PurgedTypes();
    private final Set<String> unreadable = new HashSet<>();
    private final Types types;
    private final Records records;
    private final Documents documents;
    private final Fragments fragments;

    Content(Types types, Records records, Documents documents, Fragments fragments) {
        this.types = types;
        this.records = records;
        this.documents = documents;
        this.fragments = fragments;
    }

    Fragments fragments() {
        return fragments;
    }

    void apply(List<OutboxEvent> events, List<IndexStore> stores) throws IOException {
        if (stores.isEmpty()) {
            return;
        }
        Map<String, Set<Long>> changed = new LinkedHashMap<>();
        for (OutboxEvent event : events) {
            for (String type : purged.in(event)) {
                changed.remove(type);
                forget(type, stores);
            }
            if (event.recordId() != 0) {
                changed.computeIfAbsent(event.type(), type -> new LinkedHashSet<>())
                        .add(event.recordId());
            }
        }
        for (Map.Entry<String, Set<Long>> entry : changed.entrySet()) {
            StoredType type = types.find(entry.getKey()).orElse(null);
            if (type != null) {
                apply(type, entry.getValue(), stores);
            }
        }
    }

    /** All records of the type have gone, or have come past the kernel: if there are any they are read anew. */
    private static void forget(String type, List<IndexStore> stores) throws IOException {
        for (IndexStore store : stores) {
            store.deleteType(type);
            store.forgetFact(Facts.TYPE + type);
        }
    }

    private void apply(StoredType type, Set<Long> ids, List<IndexStore> stores) throws IOException {
        Set<Long> gone = new LinkedHashSet<>(ids);
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += ASKED) {
            String among = all.subList(from, Math.min(all.size(), from + ASKED)).stream()
                    .map(RecordId::format)
                    .collect(Collectors.joining(",", "id=in=(", ")"));
            for (RecordSnapshot record : list(type, among)) {
                gone.remove(record.id());
                for (IndexStore store : stores) {
                    store.put(Documents.key(type.name(), record.id()), documents.of(type, record));
                }
            }
        }
        for (long id : gone) {
            for (IndexStore store : stores) {
                store.delete(Documents.key(type.name(), id));
            }
        }
    }

    /** @param progress told how many records have been read */
    void readAll(IndexStore store, Lock lock, LongConsumer progress) throws IOException {
        long done = 0;
        for (StoredType type : types.list()) {
            done = readIfPossible(type, "", store, lock, done, progress);
        }
    }

    /** Types that came since the index was built, or whose searched fields have changed. */
    void readNew(IndexStore store, Lock lock) throws IOException {
        for (StoredType type : types.list()) {
            String read = store.fact(Facts.TYPE + type.name());
            if (!SearchedFields.signature(type).equals(read)) {
                readIfPossible(type, SearchedFields.changedSince(type, read), store, lock, 0, done -> {});
            }
        }
    }

    private long readIfPossible(
            StoredType type, String filter, IndexStore store, Lock lock, long before, LongConsumer progress)
            throws IOException {
        try {
            long done = read(type, filter, store, lock, before, progress);
            unreadable.remove(type.name());
            return done;
        } catch (CrmException | DataAccessException e) {
            // A type whose module is ill must not keep the others out; it is tried again.
            if (unreadable.add(type.name())) {
                LOG.warn("Records of {} cannot be read into the search index: {}", type.name(), e.toString());
            }
            return before;
        }
    }

    /** @param filter of the records; empty for all */
    private long read(StoredType type, String filter, IndexStore store, Lock lock, long before, LongConsumer progress)
            throws IOException {
        String among = filter.isEmpty() ? "" : ";" + filter;
        long done = before;
        long last = 0;
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            lock.lock();
            try {
                List<RecordSnapshot> chunk = list(type, "id=gt=" + RecordId.format(last) + among);
                for (RecordSnapshot record : chunk) {
                    store.put(Documents.key(type.name(), record.id()), documents.of(type, record));
                    last = record.id();
                }
                done += chunk.size();
                more = chunk.size() == CHUNK;
                if (!more) {
                    store.fact(Facts.TYPE + type.name(), SearchedFields.signature(type));
                    store.refresh();
                }
            } finally {
                lock.unlock();
            }
            progress.accept(done);
        }
        return done;
    }

    private List<RecordSnapshot> list(StoredType type, String filter) {
        return records.list(Caller.system(), type.name(), new RecordQuery(filter, SystemFields.ID, CHUNK));
    }
}
