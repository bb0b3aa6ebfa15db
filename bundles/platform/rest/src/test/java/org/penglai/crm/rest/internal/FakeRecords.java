package org.penglai.crm.rest.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Edit;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredType;

/** Records with a name and a version each. */
final class FakeRecords implements RecordQueries, RecordWrites {
    final Map<Long, RecordSnapshot> stored = new ConcurrentHashMap<>();
    final Map<String, Long> once = new ConcurrentHashMap<>();
    final List<RecordChange> written = new CopyOnWriteArrayList<>();
    final List<ListRequest> asked = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;
    private long lastId = 1000;

    long put(String name, long version) {
        long id = ++lastId;
        stored.put(id, new RecordSnapshot("customers", id, version, Map.of("name", name)));
        return id;
    }

    @Override
    public void list(Caller caller, ListRequest request, OutputStream out) {
        fail();
        asked.add(request);
        try {
            out.write("{\"items\":[],\"nextCursor\":null}".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public JsonRecord read(Caller caller, String type, long id) {
        RecordSnapshot found = stored.get(id);
        if (found == null) {
            throw new NotFound("recordNotFound", Localized.of("记录不存在。", "There is no such record."));
        }
        String body = "{\"id\":\"" + Ids.format(id) + "\",\"version\":" + found.version() + ",\"name\":\""
                + found.text("name") + "\"}";
        return new JsonRecord(
                id, found.version(), "\"" + found.version() + "-v\"", body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void aggregate(Caller caller, AggregateRequest request, OutputStream out) {
        try {
            out.write(("{\"items\":[],\"by\":\"" + String.join("+", request.group()) + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes) {
        fail();
        List<RecordSnapshot> after = new ArrayList<>();
        changes.forEach(change -> after.add(apply(change)));
        written.addAll(changes);
        return after;
    }

    private RecordSnapshot apply(RecordChange change) {
        if (change instanceof RecordChange.Create create) {
            long id = put(String.valueOf(create.values().get("name")), 1);
            return stored.get(id);
        } else if (change instanceof RecordChange.Update update) {
            RecordSnapshot before = current(update.id(), update.expectedVersion());
            RecordSnapshot after = new RecordSnapshot("customers", before.id(), before.version() + 1, update.values());
            stored.put(before.id(), after);
            return after;
        }
        RecordChange.Delete delete = (RecordChange.Delete) change;
        stored.remove(current(delete.id(), delete.expectedVersion()).id());
        return null;
    }

    private RecordSnapshot current(long id, Long expected) {
        RecordSnapshot found = stored.get(id);
        if (found == null) {
            throw new NotFound("recordNotFound", Localized.of("记录不存在。", "There is no such record."));
        }
        if (expected != null && expected != found.version()) {
            throw new Stale(found.version());
        }
        return found;
    }

    @Override
    public List<Result> applyEach(Caller caller, List<RecordChange> changes) {
        return changes.stream()
                .map(change -> {
                    try {
                        return new Result(apply(caller, List.of(change)).get(0), null);
                    } catch (org.penglai.crm.api.error.CrmException e) {
                        return new Result(null, e);
                    }
                })
                .toList();
    }

    @Override
    public List<Result> applyEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Result> applyEach(
            Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside, Long ledger) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Edited> editEach(
            Caller caller, String type, List<Long> ids, Edit edit, Long ledger, Consumer<List<Edited>> inside) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Result> undoEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Once createOnce(Caller caller, RecordChange.Create change, String key, String bodyHash) {
        Long before = once.get(key + bodyHash);
        if (before != null) {
            return new Once(before, false);
        }
        long id = apply(caller, List.of(change)).get(0).id();
        once.put(key + bodyHash, id);
        return new Once(id, true);
    }

    @Override
    public RecordSnapshot act(
            Caller caller, String type, long id, String action, Long expectedVersion, Map<String, Object> arguments) {
        return apply(caller, List.of(new RecordChange.Update(type, id, expectedVersion, Map.of("name", action))))
                .get(0);
    }

    @Override
    public RecordSnapshot restore(Caller caller, String type, long id) {
        return current(id, null);
    }

    @Override
    public List<Result> rehearse(Caller caller, List<RecordChange> changes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<List<String>> uniqueKeys(StoredType type) {
        return List.of();
    }

    @Override
    public List<Violation> check(Caller caller, RecordChange change) {
        return List.of();
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }
}
