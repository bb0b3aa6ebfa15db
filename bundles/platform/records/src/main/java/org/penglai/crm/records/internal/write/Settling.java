package org.penglai.crm.records.internal.write;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.internal.types.RegisteredType;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.spi.StoredField;

/**
 * Lets each document that planned changes touch settle once, and puts what comes of it into these changes: a line that is
 * being made has its amounts from the beginning. For one thread, used once.
 */
final class Settling {
    private final TypeRegistry types;
    private final PendingRecords records;
    private final Rules rules;
    private final Wholes wholes;
    private final List<PlannedChange> changes;
    private final Instant now;
    private final long user;
    /** The last place in the caller's list at which each was touched. */
    private final Map<RecordKey, Integer> open = new LinkedHashMap<>();

    /** @param changes accepted ones, to which what settles is added */
    Settling(
            TypeRegistry types,
            PendingRecords records,
            Rules rules,
            List<PlannedChange> changes,
            Instant now,
            long user) {
        this.types = types;
        this.records = records;
        this.rules = rules;
        this.changes = changes;
        this.now = now;
        this.user = user;
        this.wholes = new Wholes(types);
    }

    /** Notes which documents the change is about. */
    void touched(PlannedChange change) {
        if (change.isIdle()) {
            return;
        }
        if (change.operation() != Operation.DELETE
                && !Wholes.rules(change.type()).isEmpty()) {
            open.put(change.key(), change.origin());
        }
        for (StoredField field : wholes.of(change.type().type())) {
            Stream.of(change.before(), change.after())
                    .filter(Objects::nonNull)
                    .map(record -> record.reference(field.name()))
                    .filter(Objects::nonNull)
                    .forEach(id -> open.put(new RecordKey(field.target(), id), change.origin()));
        }
    }

    /** Documents that are to settle, with the places to blame; they are no longer noted then. */
    Map<RecordKey, Integer> take() {
        Map<RecordKey, Integer> taken = new LinkedHashMap<>(open);
        open.clear();
        return taken;
    }

    /**
     * Settles one document.
     *
     * @return further writes that its rules want
     */
    Rules.Verdict settle(RecordKey key, int origin) {
        RegisteredType type = types.registered(key.type()).orElse(null);
        if (type == null || records.isDeleted(key)) {
            return new Rules.Verdict(null, List.of(), List.of(), List.of());
        }
        RecordSnapshot stored = isNew(key) ? null : records.stored(type.type(), key.id());
        RecordSnapshot document = records.get(type.type(), key.id());
        Rules.Verdict all = new Rules.Verdict(document, List.of(), List.of(), List.of());
        for (DocumentRule rule : Wholes.rules(type)) {
            RegisteredType partType = types.registered(rule.parts()).orElse(null);
            if (partType == null) {
                throw Failures.moduleUnavailable(type.module());
            }
            StoredField field = partType.type().fields().get(rule.field());
            List<RecordSnapshot> parts = records.parts(partType.type(), field, stored == null, key.id());
            Rules.Verdict verdict = rules.settle(type, rule, stored, all.after(), parts);
            for (RecordChange change : verdict.followUps()) {
                if (isPart(change, rule) && change instanceof RecordChange.Update update) {
                    put(partType, rules.merge(partType, part(parts, update.id()), update.values()), origin);
                }
            }
            all = all.and(
                    verdict,
                    verdict.followUps().stream()
                            .filter(change -> !isPart(change, rule))
                            .toList());
        }
        put(type, stamped(all.after()), origin);
        return all;
    }

    private static boolean isPart(RecordChange change, DocumentRule rule) {
        return change.type().equals(rule.parts());
    }

    private static RecordSnapshot part(List<RecordSnapshot> parts, long id) {
        return parts.stream()
                .filter(part -> part.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no part " + id));
    }

    private boolean isNew(RecordKey key) {
        return changes.stream()
                .anyMatch(change ->
                        change.operation() == Operation.CREATE && change.key().equals(key));
    }

    /** Into the change that is planned for the record, else into one of its own. */
    private void put(RegisteredType type, RecordSnapshot after, int origin) {
        RecordKey key = new RecordKey(after.type(), after.id());
        for (int at = changes.size() - 1; at >= 0; at--) {
            if (changes.get(at).key().equals(key)) {
                stage(at, changes.get(at).with(after), after);
                return;
            }
        }
        PlannedChange change = new PlannedChange(
                origin, Operation.UPDATE, "updated", type, records.stored(type.type(), key.id()), after, null);
        if (!change.isIdle()) {
            stage(changes.size(), change, after);
        }
    }

    private void stage(int at, PlannedChange change, RecordSnapshot after) {
        if (at == changes.size()) {
            changes.add(change);
        } else {
            changes.set(at, change);
        }
        records.stage(change.key(), after);
        records.accept();
    }

    /** Changed in any case: the document's version tells of every change of its parts. */
    private RecordSnapshot stamped(RecordSnapshot document) {
        Map<String, Object> values = new LinkedHashMap<>(document.values());
        values.put(SystemFields.UPDATED_AT, now);
        values.put(SystemFields.UPDATED_BY, user);
        return new RecordSnapshot(document.type(), document.id(), document.version(), values);
    }
}
