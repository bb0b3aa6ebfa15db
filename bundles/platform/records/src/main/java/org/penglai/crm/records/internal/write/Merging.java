package org.penglai.crm.records.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.Merges;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Merges in one transaction: first whatever led to the others is led to the kept record, so that nothing stands against
 * their deletion and nothing goes with it; then the others go into the recycle bin, which frees their keys; then the kept
 * record gets the chosen values, with rights and rules. Taking it back goes the other way round.
 */
final class Merging implements Merges {
    private static final int MOST = 10;
    private static final Set<String> KNOWN = Set.of(
            SystemFields.ID,
            SystemFields.VERSION,
            SystemFields.CREATED_AT,
            SystemFields.CREATED_BY,
            SystemFields.UPDATED_AT,
            SystemFields.UPDATED_BY);

    private final Kernel kernel;
    private final RecycleBin recycleBin;
    private final MergeMoves moves;
    private final Supplier<? extends Collection<MergePart>> parts;
    private final ObjectMapper mapper = new ObjectMapper();

    Merging(Kernel kernel, RecycleBin recycleBin, Supplier<? extends Collection<MergePart>> parts) {
        this.kernel = kernel;
        this.recycleBin = recycleBin;
        this.moves = new MergeMoves(kernel.types());
        this.parts = parts;
    }

    @Override
    public Merged merge(
            Caller caller, String typeName, long kept, Long expectedVersion, List<Long> list, Map<String, Long> from) {
        StoredType type = kernel.types().get(typeName);
        Set<Long> others = new LinkedHashSet<>(list);
        require(type, kept, others);
        long merge = kernel.ids().next();
        int[] moved = new int[1];
        RecordSnapshot[] before = new RecordSnapshot[1];
        RecordSnapshot[] after = new RecordSnapshot[1];
        kernel.atomically(
                caller,
                planning -> {
                    int place = 1;
                    for (long other : others) {
                        planning.add(place++, new RecordChange.Delete(typeName, other, null));
                    }
                    Map<String, Object> values = values(caller, type, kept, others, from);
                    planning.add(0, new RecordChange.Update(typeName, kept, expectedVersion, values));
                },
                transaction -> {
                    DSLContext sql = transaction.sql();
                    before[0] = locked(sql, type, kept, others);
                    List<MergeMoves.Move> done =
                            moves.move(sql, type, kept, others, parts.get(), now(), caller.userId());
                    moved[0] =
                            (int) done.stream().filter(MergeMoves.Move::counts).count();
                    note(sql, merge, done);
                },
                transaction -> {
                    after[0] = loaded(transaction.sql(), type, kept);
                    note(transaction.sql(), merge, type, caller, before[0], after[0], others);
                    journal(transaction, caller, after[0], "merged");
                });
        return new Merged(merge, after[0].version(), moved[0]);
    }

    private void require(StoredType type, long kept, Set<Long> others) {
        if (!type.has(Trait.DUPLICATES)) {
            throw new Conflict("notMerged", Localized.of("这类记录不能合并。", "Records of this type cannot be merged."));
        }
        if (others.isEmpty() || others.size() > MOST || others.contains(kept)) {
            throw new Invalid(Violation.of(
                    "with", "badMerge", "应为 1 到 " + MOST + " 条其他记录。", "Must be 1 to " + MOST + " other records."));
        }
    }

    private Map<String, Object> values(
            Caller caller, StoredType type, long kept, Set<Long> others, Map<String, Long> from) {
        RecordSnapshot keeper = seen(caller, type, kept);
        Map<Long, RecordSnapshot> all = new LinkedHashMap<>();
        others.forEach(other -> all.put(other, seen(caller, type, other)));
        Map<String, Object> values = new LinkedHashMap<>();
        from.forEach((name, id) -> {
            if (id == kept) {
                return;
            }
            StoredField field = type.fields().get(name);
            if (field == null || field.system() || !all.containsKey(id)) {
                throw new Invalid(Violation.of(
                        "values." + name, "badMerge", "字段或来源记录不对。", "There is no such field, or no such record."));
            }
            values.put(name, all.get(id).values().get(name));
        });
        // What would lead to the record itself, or to one that goes, leads nowhere.
        type.fields().values().stream()
                .filter(field ->
                        field.kind() == FieldKind.REFERENCE && type.name().equals(field.target()))
                .forEach(field -> {
                    Object value =
                            values.getOrDefault(field.name(), keeper.values().get(field.name()));
                    if (value instanceof Long id && (id == kept || others.contains(id))) {
                        values.put(field.name(), null);
                    }
                });
        values.put(SystemFields.TAGS, union(SystemFields.TAGS, keeper, all.values()));
        values.put(SystemFields.EXTERNAL_IDS, union(SystemFields.EXTERNAL_IDS, keeper, all.values()));
        return values;
    }

    private RecordSnapshot seen(Caller caller, StoredType type, long id) {
        return kernel.reader().find(caller, type.name(), id).orElseThrow(Failures::noRecord);
    }

    private static List<Object> union(String field, RecordSnapshot keeper, Collection<RecordSnapshot> others) {
        Set<Object> all = new LinkedHashSet<>((List<?>) keeper.values().get(field));
        others.forEach(other -> all.addAll((List<?>) other.values().get(field)));
        return List.copyOf(all);
    }

    @Override
    public Undone undo(Caller caller, String typeName, long kept, long merge) {
        StoredType type = kernel.types().get(typeName);
        Record row = kernel.database()
                .read(sql -> sql.select(MergeTables.BEFORE, MergeTables.AFTER, MergeTables.UNDONE_AT)
                        .from(MergeTables.MERGES)
                        .where(MergeTables.ID.eq(merge))
                        .and(MergeTables.TYPE.eq(typeName))
                        .and(MergeTables.KEPT.eq(kept))
                        .fetchOne());
        if (row == null) {
            throw new NotFound("notFound", Localized.of("没有这次合并。", "There is no such merge."));
        }
        for (String operation : List.of("update", "delete")) {
            if (!caller.may(typeName + ":" + operation)) {
                throw Failures.forbidden(typeName + ":" + operation);
            }
        }
        JsonNode was = read(kernel.tools().json().opened(typeName, kept, row.get(MergeTables.BEFORE)));
        JsonNode became = read(kernel.tools().json().opened(typeName, kept, row.get(MergeTables.AFTER)));
        List<Left> left = new ArrayList<>();
        int[] moved = new int[1];
        RecordSnapshot[] after = new RecordSnapshot[1];
        kernel.atomically(
                caller,
                planning -> {
                    left.clear();
                    Map<String, Object> values = valuesBack(type, seen(caller, type, kept), was, became, left);
                    planning.undo(0, new RecordChange.Update(typeName, kept, null, values));
                },
                transaction -> claim(transaction.sql(), merge),
                transaction -> {
                    DSLContext sql = transaction.sql();
                    List<MergeMoves.Move> done = noted(sql, merge);
                    restore(transaction, caller, type, merge, done);
                    List<Left> elsewhere = moves.back(sql, type, kept, done, parts.get(), now(), caller.userId());
                    moved[0] = done.size() - elsewhere.size();
                    left.addAll(elsewhere);
                    after[0] = loaded(sql, type, kept);
                    journal(transaction, caller, after[0], "unmerged");
                });
        return new Undone(after[0].version(), moved[0], List.copyOf(left));
    }

    private Map<String, Object> valuesBack(
            StoredType type, RecordSnapshot now, JsonNode was, JsonNode became, List<Left> left) {
        JsonNode current = read(kernel.tools().json().image(type, now, names(became)));
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names(became)) {
            if (current.get(name) != null && current.get(name).equals(became.get(name))) {
                values.put(name, mapper.convertValue(was.get(name), Object.class));
            } else {
                left.add(new Left(type.name(), now.id(), name));
            }
        }
        return values;
    }

    private void claim(DSLContext sql, long merge) {
        int claimed = sql.update(MergeTables.MERGES)
                .set(MergeTables.UNDONE_AT, now())
                .where(MergeTables.ID.eq(merge))
                .and(MergeTables.UNDONE_AT.isNull())
                .execute();
        if (claimed == 0) {
            throw new Conflict("alreadyUndone", Localized.of("这次合并已经撤销。", "This merge was taken back before."));
        }
    }

    /** Those that refer to others of them come last. */
    private void restore(
            Transaction transaction, Caller caller, StoredType type, long merge, List<MergeMoves.Move> done) {
        DSLContext sql = transaction.sql();
        List<Long> others = sql.select(MergeTables.RECORD)
                .from(MergeTables.MERGED)
                .where(MergeTables.MERGE.eq(merge))
                .orderBy(MergeTables.RECORD)
                .fetch(MergeTables.RECORD);
        List<Long> referring = done.stream()
                .filter(MergeMoves.Move::isOwn)
                .map(MergeMoves.Move::record)
                .toList();
        List<Long> ordered = new ArrayList<>(others);
        ordered.removeAll(referring);
        others.stream().filter(referring::contains).forEach(ordered::add);
        ordered.forEach(other -> recycleBin.restore(transaction, caller, type, other));
        sql.deleteFrom(MergeTables.MERGED).where(MergeTables.MERGE.eq(merge)).execute();
    }

    @Override
    public OptionalLong mergedInto(String type, long id) {
        Long kept = kernel.database().read(sql -> sql.select(MergeTables.KEPT)
                .from(MergeTables.MERGED)
                .where(MergeTables.TYPE.eq(type))
                .and(MergeTables.RECORD.eq(id))
                .fetchOne(MergeTables.KEPT));
        return kept == null ? OptionalLong.empty() : OptionalLong.of(kept);
    }

    private RecordSnapshot locked(DSLContext sql, StoredType type, long kept, Set<Long> others) {
        List<Long> all = new ArrayList<>(others);
        all.add(kept);
        all.sort(null);
        Map<Long, RecordSnapshot> rows = kernel.loader().load(sql, type, all, SnapshotLoader.Mode.LIVE_FOR_UPDATE);
        if (rows.size() < all.size()) {
            throw new ChangedMeanwhile();
        }
        return rows.get(kept);
    }

    private RecordSnapshot loaded(DSLContext sql, StoredType type, long id) {
        return kernel.loader()
                .load(sql, type, List.of(id), SnapshotLoader.Mode.LIVE)
                .get(id);
    }

    private void note(
            DSLContext sql,
            long merge,
            StoredType type,
            Caller caller,
            RecordSnapshot before,
            RecordSnapshot after,
            Set<Long> others) {
        Set<String> changed = new LinkedHashSet<>();
        type.fields().keySet().forEach(name -> {
            if (!KNOWN.contains(name)
                    && !Same.values(before.values().get(name), after.values().get(name))) {
                changed.add(name);
            }
        });
        sql.insertInto(
                        MergeTables.MERGES,
                        MergeTables.ID,
                        MergeTables.TYPE,
                        MergeTables.KEPT,
                        MergeTables.AT,
                        MergeTables.BY,
                        MergeTables.BEFORE,
                        MergeTables.AFTER)
                .values(
                        merge,
                        type.name(),
                        after.id(),
                        now(),
                        caller.userId(),
                        kernel.tools().json().sealedImage(type, before, changed),
                        kernel.tools().json().sealedImage(type, after, changed))
                .execute();
        for (long other : others) {
            sql.insertInto(
                            MergeTables.MERGED,
                            MergeTables.TYPE,
                            MergeTables.RECORD,
                            MergeTables.MERGE,
                            MergeTables.KEPT)
                    .values(type.name(), other, merge, after.id())
                    .execute();
        }
        // Who was merged into one that goes now is found through the kept one at once.
        sql.update(MergeTables.MERGED)
                .set(MergeTables.KEPT, after.id())
                .where(MergeTables.TYPE.eq(type.name()))
                .and(MergeTables.KEPT.in(others))
                .execute();
    }

    private static void note(DSLContext sql, long merge, List<MergeMoves.Move> done) {
        if (done.isEmpty()) {
            return;
        }
        BatchBindStep insert = sql.batch(sql.insertInto(
                        MergeTables.MOVES,
                        MergeTables.MERGE,
                        MergeTables.KIND,
                        MergeTables.TYPE,
                        MergeTables.RECORD,
                        MergeTables.FIELD,
                        MergeTables.FROM,
                        MergeTables.PLACE)
                .values((Long) null, null, null, null, null, null, null));
        for (MergeMoves.Move move : done) {
            insert = insert.bind(
                    merge, move.kind(), move.type(), move.record(), move.field(), move.from(), move.place());
        }
        insert.execute();
    }

    private static List<MergeMoves.Move> noted(DSLContext sql, long merge) {
        return sql.select(
                        MergeTables.KIND,
                        MergeTables.TYPE,
                        MergeTables.RECORD,
                        MergeTables.FIELD,
                        MergeTables.FROM,
                        MergeTables.PLACE)
                .from(MergeTables.MOVES)
                .where(MergeTables.MERGE.eq(merge))
                .fetch(row -> new MergeMoves.Move(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    private void journal(Transaction transaction, Caller caller, RecordSnapshot kept, String word) {
        kernel.tools()
                .journal()
                .append(
                        transaction,
                        List.of(new Entry(kept.type(), kept.id(), kept.version(), word, caller.userId(), null)));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(kernel.clock().instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    private static List<String> names(JsonNode image) {
        List<String> names = new ArrayList<>();
        image.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode read(String image) {
        try {
            return mapper.readTree(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
