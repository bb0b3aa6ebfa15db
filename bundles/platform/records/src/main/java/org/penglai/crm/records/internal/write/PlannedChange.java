package org.penglai.crm.records.internal.write;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.internal.types.RegisteredType;

/** A write that has passed all checks that need no transaction. For one thread. */
final class PlannedChange {
    private final int origin;
    private final Operation operation;
    private final String word;
    private final RegisteredType type;
    private final RecordSnapshot before;
    private final RecordSnapshot after;
    private final Long expectedVersion;
    /** Asked for by everything that writes; null until then. */
    private Set<String> changed;

    /**
     * @param origin place in the caller's list; follow-ups have that of the change they follow
     * @param operation what is done
     * @param word what audit calls it: created, updated, deleted or the name of an action
     * @param type the type with its code
     * @param before null if the record is being created
     * @param after null if it is being deleted
     * @param expectedVersion what the caller knew; null if any will do
     */
    PlannedChange(
            int origin,
            Operation operation,
            String word,
            RegisteredType type,
            RecordSnapshot before,
            RecordSnapshot after,
            Long expectedVersion) {
        this.origin = origin;
        this.operation = operation;
        this.word = word;
        this.type = type;
        this.before = before;
        this.after = after;
        this.expectedVersion = expectedVersion;
    }

    int origin() {
        return origin;
    }

    Operation operation() {
        return operation;
    }

    String word() {
        return word;
    }

    RegisteredType type() {
        return type;
    }

    RecordSnapshot before() {
        return before;
    }

    RecordSnapshot after() {
        return after;
    }

    Long expectedVersion() {
        return expectedVersion;
    }

    RecordKey key() {
        return new RecordKey(type.type().name(), before == null ? after.id() : before.id());
    }

    long id() {
        return key().id();
    }

    /** Fields that have another value than before, in the order of the type. */
    Set<String> changed() {
        if (changed == null) {
            Set<String> found = new LinkedHashSet<>();
            after.values().forEach((name, value) -> {
                if (before == null
                        ? value != null
                        : !Same.values(before.values().get(name), value)) {
                    found.add(name);
                }
            });
            changed = Collections.unmodifiableSet(found);
        }
        return changed;
    }

    /** An update that sets nothing: the record stays at its version. */
    boolean isIdle() {
        return operation == Operation.UPDATE && changed().isEmpty();
    }

    PlannedChange with(RecordSnapshot other) {
        return new PlannedChange(origin, operation, word, type, before, other, expectedVersion);
    }
}
