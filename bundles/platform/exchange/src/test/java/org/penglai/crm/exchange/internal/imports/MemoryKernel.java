package org.penglai.crm.exchange.internal.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.records.spi.Edit;
import org.penglai.crm.records.spi.ImportValues;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** The kernel as far as an import sees it, in memory. Values are texts; a level is A or B; names are required. */
final class MemoryKernel implements ImportValues, RecordWrites, RecordIndex, Gates, ImportLog {

    /** Thrown in place of a crash. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    final Map<Long, RecordSnapshot> records = new LinkedHashMap<>();
    final List<Integer> transactions = new ArrayList<>();
    /** By what name each transaction can be taken back. */
    final List<Long> ledgers = new ArrayList<>();

    final List<Set<String>> entered = new ArrayList<>();
    int lookups;
    int rehearsed;
    /** Keys that no two records may share. */
    List<List<String>> unique = List.of();

    int crashAfter = Integer.MAX_VALUE;
    /** So many transactions fail because the module is not there yet. */
    int unavailable;

    /** Records that the caller does not reach. */
    final Set<Long> foreign = new HashSet<>();

    private final Map<Long, Progress> progress = new HashMap<>();
    private final Map<Long, List<Rejection>> rejected = new HashMap<>();
    private long nextId = 1;

    Kernel kernel() {
        return new Kernel(new SampleTypes(), this, this, this, this, this::load, this::within, this);
    }

    private Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids) {
        Set<Long> reached = new HashSet<>(ids);
        reached.removeAll(foreign);
        return reached;
    }

    long create(String type, Map<String, Object> values) {
        long id = nextId++;
        records.put(id, new RecordSnapshot(type, id, 1, values));
        return id;
    }

    Map<String, Object> firm(String number) {
        return only("firms", r -> number.equals(r.values().get("firmNo"))).values();
    }

    List<RecordSnapshot> all(String type) {
        return records.values().stream().filter(r -> r.type().equals(type)).toList();
    }

    RecordSnapshot only(String type, Predicate<RecordSnapshot> condition) {
        List<RecordSnapshot> found = all(type).stream().filter(condition).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " records: " + found);
        }
        return found.get(0);
    }

    @Override
    public Map<String, Object> read(StoredType type, Map<String, String> cells, List<Violation> problems) {
        Map<String, Object> values = new LinkedHashMap<>();
        cells.forEach((name, cell) -> {
            StoredField field = type.fields().get(name);
            if (field.kind() == FieldKind.ENUMERATION
                    && !cell.isBlank()
                    && field.option(cell).isEmpty()) {
                problems.add(Violation.of(name, "unknownOption", "没有此选项", "unknown"));
            } else if (!cell.isBlank()) {
                values.put(name, cell.strip());
            }
        });
        return values;
    }

    @Override
    public List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Result> applyEach(Caller caller, List<RecordChange> changes) {
        return applyEach(caller, changes, results -> {});
    }

    @Override
    public List<Result> applyEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside) {
        if (transactions.size() == crashAfter) {
            throw new Crash();
        }
        if (unavailable > 0) {
            unavailable--;
            Unavailable starting = new Unavailable("starting", Localized.same("starting"), Duration.ofSeconds(1));
            inside.accept(
                    changes.stream().map(change -> new Result(null, starting)).toList());
        }
        transactions.add(changes.size());
        List<Result> results =
                changes.stream().map(change -> apply(caller, change)).toList();
        inside.accept(results);
        return results;
    }

    @Override
    public List<Result> applyEach(
            Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside, Long ledger) {
        ledgers.add(ledger);
        return applyEach(caller, changes, inside);
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

    private Result apply(Caller caller, RecordChange change) {
        List<Violation> violations = check(caller, change);
        if (!violations.isEmpty()) {
            return new Result(null, new Invalid(violations));
        }
        long id;
        if (change instanceof RecordChange.Update update) {
            id = update.id();
            Map<String, Object> values = new LinkedHashMap<>(records.get(id).values());
            values.putAll(update.values());
            records.put(
                    id, new RecordSnapshot(update.type(), id, records.get(id).version() + 1, values));
        } else {
            id = create(change.type(), ((RecordChange.Create) change).values());
        }
        return new Result(records.get(id), null);
    }

    @Override
    public List<Result> rehearse(Caller caller, List<RecordChange> changes) {
        rehearsed += changes.size();
        return changes.stream()
                .map(change -> {
                    List<Violation> violations = check(caller, change);
                    return new Result(null, violations.isEmpty() ? null : new Invalid(violations));
                })
                .toList();
    }

    @Override
    public List<List<String>> uniqueKeys(StoredType type) {
        return unique;
    }

    @Override
    public List<Violation> check(Caller caller, RecordChange change) {
        return change instanceof RecordChange.Create create && create.values().get("name") == null
                ? List.of(Violation.of("name", "required", "必填", "required"))
                : List.of();
    }

    @Override
    public Once createOnce(Caller caller, RecordChange.Create change, String key, String hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RecordSnapshot act(
            Caller caller, String type, long id, String action, Long version, Map<String, Object> arguments) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RecordSnapshot restore(Caller caller, String type, long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<RecordKey, List<Long>> byKey(StoredType type, Collection<RecordKey> keys) {
        lookups++;
        Map<RecordKey, List<Long>> found = new HashMap<>();
        for (RecordKey key : keys) {
            all(type.name()).stream()
                    .filter(r -> key.fields().stream()
                            .map(field -> r.values().get(field))
                            .toList()
                            .equals(key.values()))
                    .forEach(r ->
                            found.computeIfAbsent(key, k -> new ArrayList<>()).add(r.id()));
        }
        return found;
    }

    @Override
    public Map<String, List<Long>> byNumber(StoredType type, Collection<String> numbers) {
        return type.numberField() == null ? Map.of() : byText(type, type.numberField(), numbers);
    }

    @Override
    public Map<String, List<Long>> byTitle(StoredType type, Collection<String> titles) {
        return byText(type, type.titleField(), titles);
    }

    @Override
    public Set<Long> byId(StoredType type, Collection<Long> ids) {
        return all(type.name()).stream()
                .map(RecordSnapshot::id)
                .filter(ids::contains)
                .collect(Collectors.toSet());
    }

    private Map<String, List<Long>> byText(StoredType type, String field, Collection<String> texts) {
        lookups++;
        Map<String, List<Long>> found = new HashMap<>();
        all(type.name()).stream()
                .filter(r -> texts.contains(r.values().get(field)))
                .forEach(r -> found.computeIfAbsent(r.text(field), k -> new ArrayList<>())
                        .add(r.id()));
        return found;
    }

    private Map<Long, RecordSnapshot> load(StoredType type, Collection<Long> ids) {
        Map<Long, RecordSnapshot> found = new HashMap<>();
        ids.forEach(id -> found.put(id, records.get(id)));
        return found;
    }

    @Override
    public Permit enter(Collection<String> units, Duration atMost) {
        entered.add(Set.copyOf(units));
        return () -> {};
    }

    @Override
    public Permit tryEnter(Collection<String> units) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onceOpen(Collection<String> units, Runnable action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Hold hold(String unit, String reason, Duration drainAtMost) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> open() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Progress> load(long jobId) {
        return Optional.ofNullable(progress.get(jobId));
    }

    @Override
    public void save(long jobId, Progress now, List<Rejection> rejections) {
        progress.put(jobId, now);
        rejected.computeIfAbsent(jobId, id -> new ArrayList<>()).addAll(rejections);
    }

    @Override
    public List<Rejection> rejections(long jobId, long afterRow, int limit) {
        return rejected.getOrDefault(jobId, List.of()).stream()
                .filter(rejection -> rejection.row() > afterRow)
                .sorted((a, b) -> Long.compare(a.row(), b.row()))
                .limit(limit)
                .toList();
    }

    @Override
    public void clear(long jobId) {
        progress.remove(jobId);
        rejected.remove(jobId);
    }
}
