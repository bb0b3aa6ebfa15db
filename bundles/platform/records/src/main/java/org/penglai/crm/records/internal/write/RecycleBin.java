package org.penglai.crm.records.internal.write;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.internal.query.RowLocks;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Takes records back out of the recycle bin, with what went there along with them. */
final class RecycleBin {
    private final Kernel kernel;
    private final RecycleRows recycled;

    RecycleBin(Kernel kernel, RecycleRows recycled) {
        this.kernel = kernel;
        this.recycled = recycled;
    }

    RecordSnapshot restore(Caller caller, String typeName, long id) {
        StoredType type = kernel.types().get(typeName);
        String permission = typeName + ":delete";
        if (!caller.may(permission)) {
            throw Failures.forbidden(permission);
        }
        if (!kernel.types().isWritable(typeName)) {
            throw Failures.moduleUnavailable(type.module());
        }
        try {
            return kernel.transactions().run(transaction -> restore(transaction, caller, type, id));
        } catch (RuntimeException failure) {
            // Somebody took a key of it in this very moment.
            throw DatabaseRefusals.isDuplicate(failure) ? taken(KeyCheck.declared(type)) : failure;
        }
    }

    /** Whether the record lies there. */
    boolean holds(DSLContext sql, StoredType type, long id) {
        return !recycled.batchOf(sql, type.name(), id).isEmpty();
    }

    RecordSnapshot restore(Transaction transaction, Caller caller, StoredType type, long id) {
        DSLContext sql = transaction.sql();
        // Locked first: of two who restore it at the same moment the second finds that it is no longer deleted.
        kernel.loader().load(sql, type, List.of(id), SnapshotLoader.Mode.ALL_FOR_UPDATE);
        Map<String, List<Long>> batch = recycled.batchOf(sql, type.name(), id);
        if (batch.isEmpty()) {
            throw Failures.noRecord();
        }
        new Reach(kernel.rights(), caller).require(type, "delete", id);
        if (!new Wholes(kernel.types()).of(type).isEmpty()) {
            throw new Conflict(
                    "partOfDocument",
                    Localized.of(
                            type.label().zh() + "不能单独恢复，请在单据中重新添加。",
                            type.label().en() + ": cannot be restored by itself; add it to its document again."));
        }
        Map<StoredType, Map<Long, RecordSnapshot>> records = new LinkedHashMap<>();
        batch.forEach((name, ids) -> kernel.types()
                .find(name)
                .ifPresent(each ->
                        records.put(each, kernel.loader().load(sql, each, ids, SnapshotLoader.Mode.ALL_FOR_UPDATE))));
        records.forEach((each, deleted) -> kernel.tools().keys().requireFree(sql, each, deleted.values()));
        requireTargets(sql, records);
        List<Entry> entries = new ArrayList<>();
        LocalDateTime now =
                LocalDateTime.ofInstant(kernel.clock().instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        records.forEach((each, deleted) -> {
            unmark(sql, each, deleted.keySet(), now, caller.userId());
            recycled.remove(sql, each.name(), deleted.keySet());
            deleted.values()
                    .forEach(record -> entries.add(new Entry(
                            each.name(), record.id(), record.version() + 1, "restored", caller.userId(), null)));
        });
        kernel.tools().journal().append(transaction, entries);
        return kernel.loader()
                .load(sql, type, List.of(id), SnapshotLoader.Mode.LIVE)
                .get(id);
    }

    private static void unmark(DSLContext sql, StoredType type, Set<Long> ids, LocalDateTime now, long user) {
        Batches.of(sql, ids).forEach(some -> sql.update(RecordColumns.table(type))
                .setNull(RecordColumns.DELETED_AT)
                .setNull(RecordColumns.DELETED_BY)
                .set(RecordColumns.DELETED_MARKER, 0L)
                .set(RecordColumns.UPDATED_AT, now)
                .set(RecordColumns.UPDATED_BY, user)
                .set(RecordColumns.VERSION, RecordColumns.VERSION.plus(1))
                .where(RecordColumns.ID.in(some))
                .execute());
    }

    /**
     * A record does not come back while what it refers to stays in the recycle bin; what it refers to stays until it is
     * back.
     */
    private void requireTargets(DSLContext sql, Map<StoredType, Map<Long, RecordSnapshot>> records) {
        Map<String, Set<Long>> wanted = new LinkedHashMap<>();
        records.forEach((type, deleted) -> type.fields().values().stream()
                .filter(field -> field.kind() == FieldKind.REFERENCE && !field.system())
                .forEach(field -> wanted.computeIfAbsent(field.target(), t -> new HashSet<>())
                        .addAll(targets(field, deleted))));
        wanted.forEach((target, ids) -> kernel.types().find(target).ifPresent(type -> {
            Set<Long> missing = new HashSet<>(ids);
            missing.removeAll(records.getOrDefault(type, Map.of()).keySet());
            Batches.of(sql, new HashSet<>(missing))
                    .forEach(some -> missing.removeAll(sql.fetch(RowLocks.shared(
                                    sql.select(RecordColumns.ID)
                                            .from(RecordColumns.table(type))
                                            .where(RecordColumns.ID.in(some))
                                            .and(RecordColumns.DELETED_AT.isNull()),
                                    sql.dialect()))
                            .getValues(RecordColumns.ID)));
            if (!missing.isEmpty()) {
                throw new Conflict(
                        "missingReference",
                        Localized.of(
                                "所引用的" + type.label().zh() + "已被删除，请先恢复它。",
                                "The " + type.label().en() + " it refers to was deleted; restore that first."));
            }
        }));
    }

    private static Set<Long> targets(StoredField field, Map<Long, RecordSnapshot> records) {
        Set<Long> targets = new HashSet<>();
        records.values().forEach(record -> {
            Long target = record.reference(field.name());
            if (target != null) {
                targets.add(target);
            }
        });
        return targets;
    }

    private static Conflict taken(List<List<String>> keys) {
        return Failures.duplicate(keys.isEmpty() ? List.of() : keys.get(0));
    }
}
