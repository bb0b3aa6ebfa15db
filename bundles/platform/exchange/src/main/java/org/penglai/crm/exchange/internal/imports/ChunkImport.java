package org.penglai.crm.exchange.internal.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.exchange.internal.table.TableRow;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.BulkDefaults;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredType;

/** Brings chunks of rows into the database, in rounds. For one job, for one thread. */
final class ChunkImport {

    /** How long a chunk waits for a module that is being swapped. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long PAUSE_MILLIS = 200;

    private final Kernel kernel;
    private final Caller caller;
    private final long jobId;
    private final StoredType type;
    private final ColumnMapping mapping;
    private final KeyChoice keys;
    private final ImportMode mode;
    private final DryRun dryRun;
    private final ReferenceLookup references;
    private final boolean refersToItself;
    private final List<List<String>> uniqueKeys;
    private Tally tally;

    ChunkImport(
            Kernel kernel,
            Caller caller,
            long jobId,
            StoredType type,
            ColumnMapping mapping,
            ImportRequest request,
            Tally tally) {
        this.kernel = kernel;
        this.caller = caller;
        this.jobId = jobId;
        this.type = type;
        this.mapping = mapping;
        this.keys = KeyChoice.of(type, mapping, request, kernel.reach().closed(caller, type));
        this.mode = request.mode();
        this.dryRun = request.dryRun() ? new DryRun() : null;
        this.references = new ReferenceLookup(kernel.types(), kernel.index(), type.name(), dryRun);
        this.refersToItself =
                mapping.fields().values().stream().anyMatch(field -> type.name().equals(field.target()));
        this.uniqueKeys = request.dryRun() ? kernel.writes().uniqueKeys(type) : List.of();
        this.tally = tally;
    }

    Tally tally() {
        return tally;
    }

    /** Writes the rows, or finds out what would be written. */
    void run(List<TableRow> rows) throws InterruptedException {
        List<PendingRow> pending = rows.stream()
                .map(row -> new PendingRow(row, type, mapping, kernel.values()))
                .toList();
        while (!pending.isEmpty()) {
            int taken = whenAvailable(pending);
            pending = pending.subList(taken, pending.size());
        }
    }

    /** What cannot be written just now, as right after a start, is no fault of the rows: they are tried again. */
    private int whenAvailable(List<PendingRow> rows) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Gates.Permit permit = kernel.gates().enter(kernel.types().units(type.name()), PATIENCE)) {
                return round(rows);
            } catch (Unavailable temporary) {
                if (System.nanoTime() - deadline >= 0) {
                    throw temporary;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Returns how many rows were done. */
    private int round(List<PendingRow> rows) {
        rows.forEach(PendingRow::restart);
        references.resolve(rows);
        Map<PendingRow, RecordKey> rowKeys = rowKeys(rows);
        Map<RecordKey, List<Long>> existing = existing(rowKeys);
        Set<Long> reached = reached(existing);
        Map<Long, RecordSnapshot> records = mode == ImportMode.UPSERT ? records(existing, reached) : Map.of();

        Round round = new Round(type);
        int taken = 0;
        for (PendingRow row : rows) {
            RecordKey key = rowKeys.get(row);
            if (round.mustWait(row, key)) {
                break;
            }
            List<Long> ids = existing.getOrDefault(key, List.of());
            if (row.problems().isEmpty() && !reached.containsAll(ids)) {
                row.problems().add(outOfReach(key));
                round.reject(row);
            } else {
                decide(row, key, ids, records, round);
            }
            round.take(row, key);
            taken++;
        }
        write(round, rowKeys);
        return taken;
    }

    private Map<PendingRow, RecordKey> rowKeys(List<PendingRow> rows) {
        Map<PendingRow, RecordKey> rowKeys = new LinkedHashMap<>();
        rows.stream().filter(row -> row.problems().isEmpty()).forEach(row -> keys.of(row.values())
                .ifPresent(key -> rowKeys.put(row, key)));
        return rowKeys;
    }

    private Map<RecordKey, List<Long>> existing(Map<PendingRow, RecordKey> rowKeys) {
        Map<List<String>, Set<RecordKey>> byFields = new LinkedHashMap<>();
        rowKeys.values().forEach(key -> byFields.computeIfAbsent(key.fields(), f -> new LinkedHashSet<>())
                .add(key));
        Map<RecordKey, List<Long>> existing = new HashMap<>();
        byFields.values().forEach(wanted -> existing.putAll(kernel.index().byKey(type, wanted)));
        return existing;
    }

    /** Of the records with these keys those that the caller reaches: of others nothing is told but that they are there. */
    private Set<Long> reached(Map<RecordKey, List<Long>> existing) {
        List<Long> ids = existing.values().stream().flatMap(List::stream).toList();
        String operation = mode == ImportMode.UPSERT ? "update" : Access.READ;
        return ids.isEmpty() || mode == ImportMode.INSERT
                ? Set.copyOf(ids)
                : kernel.reach().within(caller, type, operation, ids);
    }

    private static Violation outOfReach(RecordKey key) {
        return Violation.of(
                key.lastField(),
                "outOfReach",
                "已存在相同的记录，但不在您的数据范围内。",
                "There is such a record, but you do not reach it.");
    }

    private Map<Long, RecordSnapshot> records(Map<RecordKey, List<Long>> existing, Set<Long> reached) {
        List<Long> ids = existing.values().stream()
                .filter(found -> found.size() == 1)
                .flatMap(List::stream)
                .filter(reached::contains)
                .toList();
        return ids.isEmpty() ? Map.of() : kernel.snapshots().load(type, ids);
    }

    private void decide(PendingRow row, RecordKey key, List<Long> ids, Map<Long, RecordSnapshot> records, Round round) {
        boolean planned = dryRun != null && key != null && dryRun.isCreated(key);
        RecordChange creation = new RecordChange.Create(type.name(), BulkDefaults.of(type, row.values()));
        if (!row.problems().isEmpty()) {
            row.addProblems(kernel.writes().check(caller, creation));
            round.reject(row);
        } else if (ids.isEmpty() && !planned) {
            round.change(row, creation);
        } else if (mode == ImportMode.SKIP) {
            round.settle(row, Tally.Fate.SKIPPED);
        } else if (mode == ImportMode.INSERT) {
            row.problems()
                    .add(Violation.of(key.lastField(), "duplicate", "已存在相同的记录。", "There is such a record already."));
            round.reject(row);
        } else if (ids.size() > 1) {
            row.problems()
                    .add(Violation.of(
                            key.lastField(), "ambiguousKey", "有多条相同的记录，无法确定更新哪一条。", "Several records have this key."));
            round.reject(row);
        } else if (planned) {
            round.settle(row, dryRun.isSame(key, row.values()) ? Tally.Fate.UNCHANGED : Tally.Fate.UPDATED);
        } else {
            update(row, ids.get(0), records.get(ids.get(0)), round);
        }
    }

    private void update(PendingRow row, long id, RecordSnapshot record, Round round) {
        Map<String, Object> changed = record == null ? row.values() : FieldDifferences.of(row.values(), record);
        if (changed.isEmpty()) {
            round.settle(row, Tally.Fate.UNCHANGED);
        } else {
            round.change(row, new RecordChange.Update(type.name(), id, null, changed));
        }
    }

    private void write(Round round, Map<PendingRow, RecordKey> rowKeys) {
        if (dryRun != null) {
            Counted counted = count(round, tryOut(round, rowKeys));
            log(round, counted);
            tally = counted.tally();
            return;
        }
        List<RecordChange> changes = List.copyOf(round.changes().values());
        List<RecordWrites.Result> results = kernel.writes()
                .applyEach(
                        caller,
                        changes,
                        soFar -> {
                            throwIfUnavailable(soFar);
                            log(round, count(round, violations(soFar)));
                        },
                        jobId);
        tally = count(round, violations(results)).tally();
    }

    /** Inside the transaction, so that nothing of the chunk is written and it is not noted as done. */
    private static void throwIfUnavailable(List<RecordWrites.Result> results) {
        for (RecordWrites.Result result : results) {
            if (result.failure() instanceof Unavailable temporary) {
                throw temporary;
            }
        }
    }

    private void log(Round round, Counted counted) {
        kernel.log().save(jobId, new ImportLog.Progress(round.lastRow(), counted.tally()), counted.rejections());
    }

    private List<List<Violation>> tryOut(Round round, Map<PendingRow, RecordKey> rowKeys) {
        List<RecordWrites.Result> results =
                kernel.writes().rehearse(caller, List.copyOf(round.changes().values()));
        throwIfUnavailable(results);
        List<List<Violation>> violations = new ArrayList<>();
        Iterator<List<Violation>> told = violations(results).iterator();
        round.changes().forEach((row, change) -> {
            List<Violation> objections = told.next();
            if (objections.isEmpty()) {
                objections = takenEarlier(row, change);
            }
            violations.add(objections);
            if (objections.isEmpty() && change instanceof RecordChange.Create) {
                if (refersToItself) {
                    round.textsThatName(row).forEach(name -> dryRun.name(name.toString()));
                }
                if (rowKeys.containsKey(row)) {
                    dryRun.create(rowKeys.get(row), row.values());
                }
            }
        });
        return violations;
    }

    /** What rows before it were to get and no two records may have: the database does not know of those rows. */
    private List<Violation> takenEarlier(PendingRow row, RecordChange change) {
        String owner = change instanceof RecordChange.Update update ? "id " + update.id() : "row " + row.number();
        for (List<String> fields : uniqueKeys) {
            if (fields.stream().allMatch(name -> row.values().get(name) != null)) {
                RecordKey key = new RecordKey(
                        fields, fields.stream().map(row.values()::get).toList());
                if (!dryRun.take(key, owner)) {
                    return List.of(Violation.of(
                            key.lastField(), "duplicate", "该值已被其他记录使用。", "Another record has this value already."));
                }
            }
        }
        return List.of();
    }

    private static List<List<Violation>> violations(List<RecordWrites.Result> results) {
        return results.stream()
                .map(result -> result.failure() == null ? List.<Violation>of() : violations(result.failure()))
                .toList();
    }

    private static List<Violation> violations(CrmException failure) {
        return failure.violations().isEmpty()
                ? List.of(new Violation("", failure.code(), failure.text()))
                : failure.violations();
    }

    private record Counted(Tally tally, List<Rejection> rejections) {}

    /** The tally with this round added, and the rejected rows. Leaves the present tally alone, since it may run again. */
    private Counted count(Round round, List<List<Violation>> violations) {
        Tally next = tally.copy();
        List<Rejection> rejections = new ArrayList<>();
        round.fates().values().forEach(next::count);
        for (PendingRow row : round.rejected()) {
            reject(row, row.problems(), next, rejections);
        }
        int i = 0;
        for (Map.Entry<PendingRow, RecordChange> entry : round.changes().entrySet()) {
            List<Violation> objections = violations.get(i++);
            if (!objections.isEmpty()) {
                reject(entry.getKey(), objections, next, rejections);
            } else {
                next.count(entry.getValue() instanceof RecordChange.Create ? Tally.Fate.CREATED : Tally.Fate.UPDATED);
            }
        }
        return new Counted(next, rejections);
    }

    private void reject(PendingRow row, List<Violation> violations, Tally next, List<Rejection> rejections) {
        next.reject(violations);
        rejections.add(Rejection.of(row.number(), violations, type, caller.locale()));
    }
}
