package org.penglai.crm.records.internal.write;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.internal.query.RowLocks;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.internal.rights.RecordRights;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * Puts a record into the recycle bin with everything that goes along, by the metadata of the types that refer to it;
 * needs no code of theirs. Rows stay in their tables, marked as deleted.
 */
final class Deletion {
    private final Types types;
    private final Ids ids;
    private final RecycleRows recycled;
    private final ChangesJson json;
    private final RecordRights rights;
    private final SnapshotLoader loader = new SnapshotLoader();

    Deletion(Types types, Ids ids, RecycleRows recycled, ChangesJson json, RecordRights rights) {
        this.types = types;
        this.ids = ids;
        this.recycled = recycled;
        this.json = json;
        this.rights = rights;
    }

    /**
     * @param touched whether this transaction has changed the record before, so that its version is another
     * @return what audit is to know
     */
    List<Entry> delete(DSLContext sql, PlannedChange change, Plan plan, boolean touched) {
        LocalDateTime now = LocalDateTime.ofInstant(plan.now(), ZoneOffset.UTC);
        long user = plan.caller().userId();
        long batch = ids.next();
        Map<StoredType, Set<Long>> gone = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        Uses uses = new Uses(rights);
        Deque<Map.Entry<StoredType, List<Long>>> next = new ArrayDeque<>();
        Condition version =
                touched ? null : RecordColumns.VERSION.eq(change.before().version());
        StoredType root = change.type().type();
        if (mark(sql, root, List.of(change.id()), version, now, user) == 0) {
            throw refused(sql, change);
        }
        next.add(Map.entry(root, List.of(change.id())));
        while (!next.isEmpty()) {
            StoredType type = next.peek().getKey();
            List<Long> deleted = next.poll().getValue();
            gone.computeIfAbsent(type, t -> new LinkedHashSet<>()).addAll(deleted);
            recycled.add(sql, type.name(), deleted, batch, entries.isEmpty(), now, user);
            versions(sql, type, deleted)
                    .forEach((id, at) -> entries.add(new Entry(type.name(), id, at, "deleted", user, null)));
            for (Link link : links(type, OnDelete.CASCADE)) {
                List<Long> children = referring(sql, link, deleted);
                if (link.isConditional()) {
                    List<Long> standing = standing(sql, link, children);
                    uses.add(link.type(), standing);
                    children.removeAll(standing);
                }
                if (!children.isEmpty()) {
                    mark(sql, link.type(), children, null, now, user);
                    next.add(Map.entry(link.type(), children));
                }
            }
        }
        gone.forEach((type, deleted) -> {
            for (Link link : links(type, OnDelete.RESTRICT)) {
                uses.add(link.type(), referring(sql, link, deleted));
            }
            for (Link link : links(type, OnDelete.CLEAR)) {
                if (link.isConditional()) {
                    uses.add(link.type(), standing(sql, link, referring(sql, link, deleted)));
                }
            }
        });
        uses.refuse(change, plan.caller());
        gone.forEach((type, deleted) -> clear(sql, type, deleted, now, user, entries));
        return entries;
    }

    private static int mark(
            DSLContext sql, StoredType type, List<Long> ids, Condition more, LocalDateTime now, long user) {
        int marked = 0;
        for (List<Long> batch : Batches.of(sql, ids)) {
            Condition which = RecordColumns.ID.in(batch).and(RecordColumns.DELETED_AT.isNull());
            marked += sql.update(RecordColumns.table(type))
                    .set(RecordColumns.DELETED_AT, now)
                    .set(RecordColumns.DELETED_BY, user)
                    .set(RecordColumns.DELETED_MARKER, RecordColumns.ID)
                    .set(RecordColumns.VERSION, RecordColumns.VERSION.plus(1))
                    .where(more == null ? which : which.and(more))
                    .execute();
        }
        return marked;
    }

    private static RuntimeException refused(DSLContext sql, PlannedChange change) {
        Long version = sql.select(RecordColumns.VERSION)
                .from(RecordColumns.table(change.type().type()))
                .where(RecordColumns.ID.eq(change.id()))
                .and(RecordColumns.DELETED_AT.isNull())
                .fetchOne(RecordColumns.VERSION);
        if (version == null) {
            return new Rejection(Map.of(change.origin(), Failures.noRecord()));
        }
        return change.expectedVersion() == null
                ? new ChangedMeanwhile()
                : new Rejection(Map.of(change.origin(), new Stale(version)));
    }

    private void clear(
            DSLContext sql,
            StoredType target,
            Collection<Long> deleted,
            LocalDateTime now,
            long user,
            List<Entry> entries) {
        for (Link link : links(target, OnDelete.CLEAR)) {
            if (link.field().custom()) {
                clearBeside(sql, link, deleted, now, user, entries);
                continue;
            }
            for (List<Long> batch : Batches.of(sql, deleted)) {
                Condition which = link.column().in(batch).and(RecordColumns.DELETED_AT.isNull());
                var rows = sql.fetch(RowLocks.exclusive(
                        sql.select(RecordColumns.ID, RecordColumns.VERSION, link.column())
                                .from(RecordColumns.table(link.type()))
                                .where(which),
                        sql.dialect()));
                if (rows.isEmpty()) {
                    continue;
                }
                sql.update(RecordColumns.table(link.type()))
                        .setNull(link.column())
                        .set(RecordColumns.VERSION, RecordColumns.VERSION.plus(1))
                        .set(RecordColumns.UPDATED_AT, now)
                        .set(RecordColumns.UPDATED_BY, user)
                        .where(which)
                        .execute();
                rows.forEach(row -> entries.add(new Entry(
                        link.type().name(),
                        row.value1(),
                        row.value2() + 1,
                        "updated",
                        user,
                        json.cleared(link.field(), row.value3()))));
            }
        }
    }

    /** The same where the reference is a custom field, which lies in a table of its own. */
    private void clearBeside(
            DSLContext sql, Link link, Collection<Long> deleted, LocalDateTime now, long user, List<Entry> entries) {
        for (List<Long> batch : Batches.of(sql, deleted)) {
            Map<Long, Long> targets = sql.select(RecordColumns.ID, link.column())
                    .from(RecordColumns.beside(link.type()))
                    .where(link.column().in(batch))
                    .fetchMap(RecordColumns.ID, link.column());
            for (List<Long> some : Batches.of(sql, targets.keySet())) {
                Condition live = RecordColumns.ID.in(some).and(RecordColumns.DELETED_AT.isNull());
                var rows = sql.fetch(RowLocks.exclusive(
                        sql.select(RecordColumns.ID, RecordColumns.VERSION)
                                .from(RecordColumns.table(link.type()))
                                .where(live),
                        sql.dialect()));
                List<Long> ids = rows.getValues(RecordColumns.ID);
                sql.update(RecordColumns.beside(link.type()))
                        .setNull(link.column())
                        .where(RecordColumns.ID.in(ids))
                        .execute();
                sql.update(RecordColumns.table(link.type()))
                        .set(RecordColumns.VERSION, RecordColumns.VERSION.plus(1))
                        .set(RecordColumns.UPDATED_AT, now)
                        .set(RecordColumns.UPDATED_BY, user)
                        .where(RecordColumns.ID.in(ids))
                        .execute();
                rows.forEach(row -> entries.add(new Entry(
                        link.type().name(),
                        row.value1(),
                        row.value2() + 1,
                        "updated",
                        user,
                        json.cleared(link.field(), targets.get(row.value1())))));
            }
        }
    }

    /** Locked, so that none of them goes, changes or gets another reference before it is marked. */
    private static List<Long> referring(DSLContext sql, Link link, Collection<Long> targets) {
        List<Long> found = new ArrayList<>();
        for (List<Long> batch : Batches.of(sql, targets)) {
            found.addAll(sql.fetch(RowLocks.exclusive(
                            sql.select(RecordColumns.ID)
                                    .from(RecordColumns.table(link.type()))
                                    .where(link.column().in(batch))
                                    .and(RecordColumns.DELETED_AT.isNull()),
                            sql.dialect()))
                    .getValues(RecordColumns.ID));
        }
        return found;
    }

    /** Those of the records that stand against the deletion of what they refer to. */
    private List<Long> standing(DSLContext sql, Link link, List<Long> ids) {
        return loader.load(sql, link.type(), ids, SnapshotLoader.Mode.LIVE).values().stream()
                .filter(record -> link.field().restrictWhile().stream().allMatch(condition -> condition.holds(record)))
                .map(RecordSnapshot::id)
                .toList();
    }

    private static Map<Long, Long> versions(DSLContext sql, StoredType type, Collection<Long> ids) {
        Map<Long, Long> versions = new LinkedHashMap<>();
        for (List<Long> batch : Batches.of(sql, ids)) {
            sql.select(RecordColumns.ID, RecordColumns.VERSION)
                    .from(RecordColumns.table(type))
                    .where(RecordColumns.ID.in(batch))
                    .forEach(row -> versions.put(row.value1(), row.value2()));
        }
        return versions;
    }

    /** Fields of all types that refer to the target and say what becomes of them. */
    private List<Link> links(StoredType target, OnDelete rule) {
        List<Link> links = new ArrayList<>();
        for (StoredType type : types.list()) {
            for (StoredField field : type.fields().values()) {
                if (field.kind() == FieldKind.REFERENCE
                        && field.onDelete() == rule
                        && target.name().equals(field.target())) {
                    links.add(new Link(type, field, RecordColumns.reference(field)));
                }
            }
        }
        return links;
    }

    private record Link(StoredType type, StoredField field, Field<Long> column) {
        boolean isConditional() {
            return !field.restrictWhile().isEmpty();
        }
    }
}
