package org.penglai.crm.records.internal.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.internal.types.RegisteredType;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.spi.StoredType.StoredAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans one list of changes: rights, values, rules and follow-ups, before any transaction. For one thread, used once.
 */
final class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);
    private static final int DEEPEST = 4;
    private static final String UPDATED = "updated";
    private static final String UPDATE = "update";
    private static final String DELETE = "delete";

    private final TypeRegistry types;
    private final ChangeValues values;
    private final PendingRecords records;
    private final Rules rules;
    private final Ids ids;
    private final Caller caller;
    private final Reach reach;
    private final Instant now;
    private final List<PlannedChange> changes = new ArrayList<>();
    private final Map<Integer, CrmException> failures = new TreeMap<>();
    private final List<PlannedChange> staged = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Notice> stagedNotices = new ArrayList<>();
    private final Set<RecordKey> made = new HashSet<>();
    private final Settling settling;
    private final Targets targets;
    private boolean unsettled;
    private String updateWord = UPDATED;
    private int entries;

    Planning(
            TypeRegistry types,
            ChangeValues values,
            PendingRecords records,
            Rules rules,
            Ids ids,
            Caller caller,
            Reach reach,
            Instant now) {
        this.types = types;
        this.values = values;
        this.records = records;
        this.rules = rules;
        this.ids = ids;
        this.caller = caller;
        this.reach = reach;
        this.now = now;
        this.targets = new Targets(types, reach, made);
        this.settling = new Settling(types, records, rules, changes, now, caller.userId());
    }

    Plan plan() {
        return new Plan(caller, now, entries, changes, notices, failures, unsettled);
    }

    /** Lets all documents settle that the changes touch; of one that does not, the last change is to blame. */
    void settle() {
        for (int round = 0; ; round++) {
            Map<RecordKey, Integer> open = settling.take();
            if (open.isEmpty()) {
                return;
            }
            if (round == DEEPEST) {
                throw new IllegalStateException("documents do not come to rest: " + open.keySet());
            }
            open.forEach((key, origin) -> {
                int known = failures.size();
                entry(origin, () -> {
                    Rules.Verdict verdict = settling.settle(key, origin);
                    stagedNotices.addAll(verdict.notices());
                    verdict.followUps().forEach(change -> plan(origin, change, true, 1));
                });
                entries--;
                unsettled |= failures.size() > known;
            });
        }
    }

    /** Reads the records that the changes are about, all of a type at once. */
    void prefetch(Iterable<RecordChange> list) {
        Map<String, List<Long>> updated = new LinkedHashMap<>();
        Map<String, List<Long>> deleted = new LinkedHashMap<>();
        for (RecordChange change : list) {
            if (change instanceof RecordChange.Update update) {
                updated.computeIfAbsent(update.type(), type -> new ArrayList<>())
                        .add(update.id());
            } else if (change instanceof RecordChange.Delete delete) {
                deleted.computeIfAbsent(delete.type(), type -> new ArrayList<>())
                        .add(delete.id());
            }
        }
        updated.forEach((name, all) -> prefetch(name, UPDATE, all));
        deleted.forEach((name, all) -> prefetch(name, DELETE, all));
    }

    private void prefetch(String name, String operation, List<Long> ids) {
        types.find(name).ifPresent(type -> {
            records.prefetch(type, ids);
            reach.prefetch(type, operation, ids);
        });
    }

    /** Plans one entry of the caller's list with its follow-ups; a failure is kept in the plan. */
    void add(int origin, RecordChange change) {
        entry(origin, () -> plan(origin, change, caller.isSystem(), 0));
    }

    /** Plans an update whose values depend on the record as it is. */
    void update(int origin, String typeName, long id, Function<RecordSnapshot, Map<String, Object>> values) {
        entry(origin, () -> {
            RegisteredType type = open(typeName, UPDATE, caller.isSystem());
            reach(type, UPDATE, id);
            RecordSnapshot before = current(type, id, null, 0);
            plan(origin, new RecordChange.Update(typeName, id, null, values.apply(before)), caller.isSystem(), 0);
        });
    }

    /** Plans one entry that brings back what was: read-only fields may be set, rights hold. */
    void undo(int origin, RecordChange change) {
        entry(origin, () -> {
            String operation = change instanceof RecordChange.Delete ? DELETE : UPDATE;
            RegisteredType type = open(change.type(), operation, false);
            if (change instanceof RecordChange.Update update) {
                reach(type, operation, update.id());
            } else if (change instanceof RecordChange.Delete delete) {
                reach(type, operation, delete.id());
            }
            updateWord = "undone";
            plan(origin, change, true, 0);
        });
    }

    /** Plans an action. */
    void act(int origin, String typeName, long id, String name, Long expected, Map<String, Object> sent) {
        entry(origin, () -> {
            types.get(typeName);
            permit(typeName, name);
            RegisteredType type = writable(typeName);
            StoredAction stored = type.type().actions().stream()
                    .filter(action -> action.name().equals(name))
                    .findFirst()
                    .orElseThrow(Planning::unknownAction);
            ActionDefinition action = type.definition().actions().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(Planning::unknownAction);
            reach(type, name, id);
            RecordSnapshot before = current(type, id, expected, 0);
            List<Violation> problems = new ArrayList<>();
            Map<String, Object> arguments = values.arguments(stored.arguments(), sent, problems);
            refuseIfAny(problems);
            // The handler has the first word, since it knows why not.
            Rules.Verdict verdict = rules.action(type, action, before, arguments);
            if (!action.appliesTo(before)) {
                throw Failures.notApplicable(action.label());
            }
            update(origin, type, before, verdict.after(), expected, name, 0);
            follow(origin, type, verdict, 0);
        });
    }

    private static NotFound unknownAction() {
        return new NotFound("unknownAction", Localized.of("没有这个操作。", "There is no such action."));
    }

    private void entry(int origin, Runnable planning) {
        entries++;
        try {
            planning.run();
            changes.addAll(staged);
            staged.forEach(settling::touched);
            notices.addAll(stagedNotices);
            records.accept();
        } catch (CrmException failure) {
            failures.put(origin, failure);
            records.discard();
        } finally {
            staged.clear();
            stagedNotices.clear();
        }
    }

    private void plan(int origin, RecordChange change, boolean trusted, int depth) {
        if (change instanceof RecordChange.Create create) {
            create(origin, create, trusted, depth);
        } else if (change instanceof RecordChange.Update update) {
            RegisteredType type = open(update.type(), UPDATE, trusted);
            if (!trusted) {
                reach(type, UPDATE, update.id());
            }
            RecordSnapshot before = current(type, update.id(), update.expectedVersion(), depth);
            List<Violation> problems = new ArrayList<>();
            checkFields(type, update.values(), trusted, problems);
            Map<String, Object> after = new LinkedHashMap<>(before.values());
            after.putAll(values.read(type, update.values(), before.values(), trusted, problems));
            values.require(type.type(), before.values(), after, false, problems);
            if (!trusted) {
                targets.check(type.type(), update.values().keySet(), before, after, problems);
            }
            refuseIfAny(problems);
            RecordSnapshot wanted = new RecordSnapshot(type.type().name(), before.id(), before.version(), after);
            update(
                    origin,
                    type,
                    before,
                    wanted,
                    expected(update.expectedVersion(), depth),
                    depth == 0 ? updateWord : UPDATED,
                    depth);
        } else if (change instanceof RecordChange.Delete delete) {
            RegisteredType type = open(delete.type(), DELETE, trusted);
            if (!trusted) {
                reach(type, DELETE, delete.id());
            }
            RecordSnapshot before = current(type, delete.id(), delete.expectedVersion(), depth);
            Rules.Verdict verdict = rules.hooks(type, Operation.DELETE, before, null);
            stage(new PlannedChange(
                    origin,
                    Operation.DELETE,
                    "deleted",
                    type,
                    before,
                    null,
                    expected(delete.expectedVersion(), depth)));
            follow(origin, type, verdict, depth);
        }
    }

    private void create(int origin, RecordChange.Create create, boolean trusted, int depth) {
        RegisteredType type = open(create.type(), "create", trusted);
        List<Violation> problems = new ArrayList<>();
        checkFields(type, create.values(), trusted, problems);
        Map<String, Object> after = values.defaults(type.type());
        Long given = LocalKeys.idOf(create);
        long id = given == null ? ids.next() : given;
        after.put(SystemFields.ID, id);
        after.put(SystemFields.VERSION, 0L);
        after.put(SystemFields.CREATED_AT, now);
        after.put(SystemFields.CREATED_BY, caller.userId());
        after.put(SystemFields.UPDATED_AT, now);
        after.put(SystemFields.UPDATED_BY, caller.userId());
        after.put(SystemFields.OWNER, caller.isSystem() ? null : caller.userId());
        after.putAll(values.read(type, create.values(), null, trusted, problems));
        values.require(type.type(), null, after, false, problems);
        if (!trusted) {
            targets.check(type.type(), create.values().keySet(), null, after, problems);
        }
        refuseIfAny(problems);
        Rules.Verdict verdict = rules.hooks(
                type, Operation.CREATE, null, new RecordSnapshot(type.type().name(), id, 0, after));
        values.require(type.type(), null, verdict.after().values(), true, problems);
        refuseIfAny(problems);
        PlannedChange change =
                new PlannedChange(origin, Operation.CREATE, "created", type, null, verdict.after(), null);
        made.add(change.key());
        stage(change);
        follow(origin, type, verdict, depth);
    }

    private void update(
            int origin,
            RegisteredType type,
            RecordSnapshot before,
            RecordSnapshot wanted,
            Long expected,
            String word,
            int depth) {
        PlannedChange change = new PlannedChange(origin, Operation.UPDATE, word, type, before, wanted, expected);
        if (change.isIdle()) {
            stage(change);
            return;
        }
        Rules.Verdict verdict = rules.hooks(type, Operation.UPDATE, before, wanted);
        List<Violation> problems = new ArrayList<>();
        values.require(type.type(), before.values(), verdict.after().values(), true, problems);
        refuseIfAny(problems);
        Map<String, Object> after = new LinkedHashMap<>(verdict.after().values());
        after.put(SystemFields.UPDATED_AT, now);
        after.put(SystemFields.UPDATED_BY, caller.userId());
        stage(change.with(new RecordSnapshot(wanted.type(), wanted.id(), wanted.version(), after)));
        follow(origin, type, verdict, depth);
    }

    private void follow(int origin, RegisteredType by, Rules.Verdict verdict, int depth) {
        List<RecordLink> needed = depth == 0 ? verdict.needed() : List.of();
        needed.forEach(link -> reach(writable(link.type()), UPDATE, link.id()));
        stagedNotices.addAll(verdict.notices());
        List<RecordChange> followUps = verdict.followUps();
        if (!followUps.isEmpty() && depth == DEEPEST) {
            LOG.error(
                    "Module {}: follow-ups of {} go deeper than {}",
                    by.module(),
                    by.type().name(),
                    DEEPEST);
            throw Failures.hookFailed(by.module(), null);
        }
        followUps.forEach(change -> plan(origin, change, true, depth + 1));
    }

    private void stage(PlannedChange change) {
        staged.add(change);
        records.stage(change.key(), change.after());
    }

    private RegisteredType open(String name, String operation, boolean trusted) {
        types.get(name);
        if (!trusted) {
            permit(name, operation);
        }
        return writable(name);
    }

    /** Only what this very list of changes makes needs no asking; what rules change along with it is not reached by that. */
    private void reach(RegisteredType type, String operation, long id) {
        if (!made.contains(new RecordKey(type.type().name(), id))) {
            reach.require(type.type(), operation, id);
        }
    }

    private void checkFields(RegisteredType type, Map<String, Object> sent, boolean trusted, List<Violation> problems) {
        if (!trusted) {
            reach.check(type.type(), sent, problems);
            refuseIfAny(problems);
        }
    }

    private RegisteredType writable(String name) {
        return types.registered(name)
                .orElseThrow(() -> Failures.moduleUnavailable(types.get(name).module()));
    }

    private void permit(String type, String operation) {
        String permission = type + ":" + operation;
        if (!caller.may(permission)) {
            throw Failures.forbidden(permission);
        }
    }

    private RecordSnapshot current(RegisteredType type, long id, Long expected, int depth) {
        RecordSnapshot current = records.get(type.type(), id);
        if (expected != null && expected != current.version()) {
            if (depth > 0) {
                // The rule read it a moment ago; it is asked again.
                throw new ChangedMeanwhile();
            }
            throw new Stale(current.version());
        }
        return current;
    }

    /** The version that a rule read is no concern of the caller: if it is outdated, the rule is asked again. */
    private static Long expected(Long version, int depth) {
        return depth > 0 ? null : version;
    }

    private static void refuseIfAny(List<Violation> problems) {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }
}
