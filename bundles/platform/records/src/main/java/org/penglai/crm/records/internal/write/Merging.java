package org.penglai.crm.records.internal.write;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
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
import org.penglai.crm.records.spi.Merges.Merged;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Merges in one transaction: first whatever led to the others is led to the kept record, so that nothing stands against
 * their deletion and nothing goes with it; then the others go into the recycle bin, which frees their keys; then the kept
 * record gets the chosen values, with rights and rules.
 */
final class Merging {
    private static final int MOST = 10;

    private final Kernel kernel;
    private final MergeMoves moves;
    private final MergeRows rows = new MergeRows();
    private final MergeImages images;
    private final Supplier<? extends Collection<MergePart>> parts;

    Merging(Kernel kernel, Supplier<? extends Collection<MergePart>> parts) {
        this.kernel = kernel;
        this.moves = new MergeMoves(kernel.types());
        this.images = new MergeImages(kernel.tools().json());
        this.parts = parts;
    }

    Merged merge(
            Caller caller, String typeName, long kept, Long expectedVersion, List<Long> list, Map<String, Long> from) {
        StoredType type = kernel.types().get(typeName);
        Set<Long> others = new LinkedHashSet<>(list);
        require(type, kept, others);
        long merge = kernel.ids().next();
        List<MergeMoves.Move> moved = new ArrayList<>();
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
                    Holders holders = new Holders(kernel.types(), kernel.tools().json());
                    moved.clear();
                    moved.addAll(moves.move(sql, type, kept, others, parts.get(), holders));
                    kernel.tools().journal().append(transaction, holders.write(sql, now(), caller.userId()));
                },
                transaction -> {
                    DSLContext sql = transaction.sql();
                    after[0] = kernel.loader()
                            .load(sql, type, List.of(kept), SnapshotLoader.Mode.LIVE)
                            .get(kept);
                    Set<String> changed = MergeImages.changed(type, before[0], after[0]);
                    MergeRows.Merge noted = new MergeRows.Merge(
                            merge,
                            typeName,
                            kept,
                            images.of(type, before[0], changed),
                            images.of(type, after[0], changed));
                    rows.add(sql, noted, others, now(), caller.userId(), moved);
                    journal(transaction, caller, after[0]);
                });
        return new Merged(merge, after[0].version(), (int)
                moved.stream().filter(MergeMoves.Move::counts).count());
    }

    private void require(StoredType type, long kept, Set<Long> others) {
        requireMergeable(type);
        if (others.isEmpty() || others.size() > MOST || others.contains(kept)) {
            throw new Invalid(Violation.of(
                    "with", "badMerge", "应为 1 到 " + MOST + " 条其他记录。", "Must be 1 to " + MOST + " other records."));
        }
    }

    static void requireMergeable(StoredType type) {
        if (!type.has(Trait.DUPLICATES)) {
            throw new Conflict("notMerged", Localized.of("这类记录不能合并。", "Records of this type cannot be merged."));
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

    private RecordSnapshot locked(DSLContext sql, StoredType type, long kept, Set<Long> others) {
        List<Long> all = new ArrayList<>(others);
        all.add(kept);
        all.sort(null);
        Map<Long, RecordSnapshot> found = kernel.loader().load(sql, type, all, SnapshotLoader.Mode.LIVE_FOR_UPDATE);
        if (found.size() < all.size()) {
            throw new ChangedMeanwhile();
        }
        return found.get(kept);
    }

    private void journal(Transaction transaction, Caller caller, RecordSnapshot kept) {
        kernel.tools()
                .journal()
                .append(
                        transaction,
                        List.of(new Entry(kept.type(), kept.id(), kept.version(), "merged", caller.userId(), null)));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(kernel.clock().instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
