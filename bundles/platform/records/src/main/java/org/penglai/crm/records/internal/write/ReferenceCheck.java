package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.internal.query.RowLocks;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * Finds references to records that are not there. The targets are locked against deletion, because types of different
 * modules have no foreign keys between them.
 */
final class ReferenceCheck {
    private static final Set<String> PEOPLE = Set.of(StoredSystemFields.USERS, StoredSystemFields.DEPARTMENTS);

    private final Types types;

    ReferenceCheck(Types types) {
        this.types = types;
    }

    /** @param known records that this transaction has made */
    void check(
            DSLContext sql,
            List<PlannedChange> changes,
            Set<RecordKey> known,
            long caller,
            Map<Integer, CrmException> rejected) {
        Set<RecordKey> made = new HashSet<>(known);
        changes.stream()
                .filter(change -> change.operation() == Operation.CREATE || isWritten(change))
                .forEach(change -> made.add(change.key()));
        Map<Target, Map<Long, List<Use>>> uses = uses(changes, made, caller);
        Map<Integer, List<Violation>> violations = new TreeMap<>();
        uses.forEach((target, byId) -> {
            Set<Long> missing = new HashSet<>(byId.keySet());
            missing.removeAll(existing(sql, target, byId.keySet()));
            missing.forEach(id -> byId.get(id).forEach(use -> violations
                    .computeIfAbsent(use.origin(), origin -> new ArrayList<>())
                    .add(Failures.missingReference(use.field()))));
        });
        violations.forEach((origin, list) -> rejected.putIfAbsent(origin, new Invalid(list)));
    }

    /**
     * Whether the record is updated along with what refers to it: that it is still there shows then. Locking it for reading
     * first, two who write to the same document would wait for each other.
     */
    private static boolean isWritten(PlannedChange change) {
        return change.operation() == Operation.UPDATE && !change.isIdle();
    }

    private static Map<Target, Map<Long, List<Use>>> uses(
            List<PlannedChange> changes, Set<RecordKey> made, long caller) {
        Map<Target, Map<Long, List<Use>>> uses = new LinkedHashMap<>();
        for (PlannedChange change : changes) {
            for (String name : change.changed()) {
                StoredField field = change.type().type().fields().get(name);
                if (field == null || field.kind() != FieldKind.REFERENCE || isOwn(field, change, caller)) {
                    continue;
                }
                Long id = change.after().reference(name);
                if (id != null && !made.contains(new RecordKey(field.target(), id))) {
                    uses.computeIfAbsent(new Target(field.target(), !field.system()), t -> new LinkedHashMap<>())
                            .computeIfAbsent(id, i -> new ArrayList<>())
                            .add(new Use(change.origin(), name));
                }
            }
        }
        changes.forEach(
                change -> change.type().type().links().forEach(field -> SeveralRows.LINKS.added(change, field).stream()
                        .filter(link -> !made.contains(new RecordKey(link.type(), link.id())))
                        .forEach(link -> uses.computeIfAbsent(
                                        new Target(link.type(), !PEOPLE.contains(link.type())),
                                        t -> new LinkedHashMap<>())
                                .computeIfAbsent(link.id(), i -> new ArrayList<>())
                                .add(new Use(change.origin(), field.name())))));
        return uses;
    }

    /** Who wrote it, and that the caller owns what he creates, is known to be right. */
    private static boolean isOwn(StoredField field, PlannedChange change, long caller) {
        return field.system()
                && (field.readOnly()
                        || field.name().equals(SystemFields.OWNER)
                                && Long.valueOf(caller).equals(change.after().reference(field.name())));
    }

    private Set<Long> existing(DSLContext sql, Target target, Collection<Long> ids) {
        Optional<StoredType> type = types.find(target.type());
        Set<Long> existing = new HashSet<>();
        if (type.isPresent()) {
            for (List<Long> batch : Batches.of(sql, ids)) {
                SelectConditionStep<Record1<Long>> select = sql.select(RecordColumns.ID)
                        .from(RecordColumns.table(type.get()))
                        .where(RecordColumns.ID.in(batch))
                        .and(RecordColumns.DELETED_AT.isNull());
                (target.locked() ? sql.fetch(RowLocks.shared(select, sql.dialect())) : select.fetch())
                        .forEach(row -> existing.add(row.value1()));
            }
        }
        return existing;
    }

    /** @param locked not for users and departments: they are many records' target and never deleted in use */
    private record Target(String type, boolean locked) {}

    private record Use(int origin, String field) {}
}
