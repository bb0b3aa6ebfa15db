package org.penglai.crm.records.internal.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.rights.RecordRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.security.spi.FieldRight;

/**
 * Which records and fields one caller's changes may touch. A record out of sight is as if it were not there; one that is
 * seen but out of reach is refused. For one thread, used once.
 */
final class Reach {
    private static final Set<String> CHANGES = Set.of(RowRights.READ, "update", "delete");

    private final RecordRights rights;
    private final Caller caller;
    private final Map<String, Answers> asked = new HashMap<>();
    private final Map<String, Map<String, FieldRight>> withheld = new HashMap<>();

    Reach(RecordRights rights, Caller caller) {
        this.rights = rights;
        this.caller = caller;
    }

    /** Asks for many records at once. */
    void prefetch(StoredType type, String operation, Collection<Long> ids) {
        if (!caller.isSystem()) {
            within(type, operation, ids);
            if (caller.may(type.name() + ":" + RowRights.READ)) {
                within(type, RowRights.READ, ids);
            }
        }
    }

    /**
     * @throws org.penglai.crm.api.error.NotFound if the record is out of sight
     * @throws org.penglai.crm.api.error.Forbidden if it is seen, but the operation does not reach it
     */
    void require(StoredType type, String operation, long id) {
        if (caller.isSystem()) {
            return;
        }
        boolean reads = caller.may(type.name() + ":" + RowRights.READ);
        boolean seen = !reads || within(type, RowRights.READ, List.of(id)).contains(id);
        boolean reached = within(type, operation, List.of(id)).contains(id);
        if (!seen && !opened(type, operation, id) || !reached && !reads) {
            throw Failures.noRecord();
        }
        if (!reached) {
            throw Failures.outOfReach();
        }
    }

    /** An action may be opened for records that are out of sight by now, such as those that somebody else has claimed. */
    private boolean opened(StoredType type, String operation, long id) {
        return !CHANGES.contains(operation)
                && rights.opened(caller, type, operation, List.of(id)).contains(id);
    }

    /** Whether the caller may refer to the records: those that he sees, of types that he may read. */
    Set<Long> seen(StoredType type, Collection<Long> ids) {
        boolean limited = !caller.isSystem() && caller.may(type.name() + ":" + RowRights.READ);
        return limited ? within(type, RowRights.READ, ids) : Set.copyOf(ids);
    }

    /** Objects to values of fields that the caller may not write. */
    void check(StoredType type, Map<String, ?> values, List<Violation> problems) {
        Map<String, FieldRight> limits = caller.isSystem()
                ? Map.of()
                : withheld.computeIfAbsent(type.name(), name -> rights.withheld(caller, type));
        if (limits.isEmpty()) {
            return;
        }
        values.forEach((name, value) -> {
            if (name.equals(SystemFields.CUSTOM) && value instanceof Map<?, ?> custom) {
                custom.keySet().forEach(key -> check(limits.get(name + "." + key), name + "." + key, problems));
            } else {
                check(limits.get(name), name, problems);
            }
        });
    }

    private static void check(FieldRight right, String name, List<Violation> problems) {
        if (right != null) {
            problems.add(right == FieldRight.HIDDEN ? Failures.unknownField(name) : Failures.readOnly(name));
        }
    }

    private Set<Long> within(StoredType type, String operation, Collection<Long> ids) {
        Answers answers = asked.computeIfAbsent(type.name() + ":" + operation, key -> new Answers());
        Set<Long> open = new HashSet<>(ids);
        open.removeAll(answers.asked);
        if (!open.isEmpty()) {
            answers.within.addAll(rights.within(caller, type, operation, open));
            answers.asked.addAll(open);
        }
        return answers.within;
    }

    private static final class Answers {
        private final Set<Long> asked = new HashSet<>();
        private final Set<Long> within = new HashSet<>();
    }
}
