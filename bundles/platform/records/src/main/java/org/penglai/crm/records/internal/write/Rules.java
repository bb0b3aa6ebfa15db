package org.penglai.crm.records.internal.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.internal.types.RegisteredType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the hooks and actions of a type what they want, on the module's threads. */
final class Rules {
    private static final Logger LOG = LoggerFactory.getLogger(Rules.class);

    private final ModuleThreads threads;
    private final ChangeValues values;
    private final Caller caller;
    private final RecordReader reader;
    private final Instant now;
    private final Ids ids;

    Rules(ModuleThreads threads, ChangeValues values, Caller caller, RecordReader reader, Instant now, Ids ids) {
        this.ids = ids;
        this.threads = threads;
        this.values = values;
        this.caller = caller;
        this.reader = reader;
        this.now = now;
    }

    /**
     * @param after the record with what the hooks set; null if it is being deleted
     * @param needed records that the caller must be permitted to change; asked of what he sent, not of what rules added
     */
    record Verdict(RecordSnapshot after, List<RecordChange> followUps, List<Notice> notices, List<RecordLink> needed) {

        /** This and what another rule said after it, of whose further writes only these are left. */
        Verdict and(Verdict later, List<RecordChange> left) {
            return new Verdict(
                    later.after,
                    Stream.concat(followUps.stream(), left.stream()).toList(),
                    Stream.concat(notices.stream(), later.notices.stream()).toList(),
                    Stream.concat(needed.stream(), later.needed.stream()).toList());
        }
    }

    /**
     * Runs the hooks one after the other; each sees what those before it have set.
     *
     * @throws Invalid if one objects
     */
    Verdict hooks(RegisteredType type, Operation operation, RecordSnapshot before, RecordSnapshot after) {
        if (type.definition().hooks().isEmpty()) {
            return new Verdict(after, List.of(), List.of(), List.of());
        }
        return threads.call(type, Part.Kind.HOOK, () -> {
            RecordSnapshot current = after;
            List<RecordChange> followUps = new ArrayList<>();
            List<Notice> notices = new ArrayList<>();
            List<RecordLink> needed = new ArrayList<>();
            for (RecordHook hook : type.definition().hooks()) {
                Outcome outcome = checked(
                        type, hook.apply(new RecordHook.Input(operation, before, current, caller, reader, now)));
                LocalKeys keys = LocalKeys.of(outcome.followUps(), ids);
                current = current == null ? null : merge(type, current, keys.in(outcome.values()));
                followUps.addAll(keys.in(outcome.followUps()));
                notices.addAll(outcome.notices());
                needed.addAll(outcome.needed());
            }
            return new Verdict(current, followUps, notices, needed);
        });
    }

    /** Lets a document settle. */
    Verdict settle(
            RegisteredType type,
            DocumentRule rule,
            RecordSnapshot before,
            RecordSnapshot document,
            List<RecordSnapshot> parts) {
        return threads.call(type, Part.Kind.HOOK, () -> {
            Outcome outcome =
                    checked(type, rule.settle(new DocumentRule.Whole(before, document, parts, caller, reader, now)));
            LocalKeys keys = LocalKeys.of(outcome.followUps(), ids);
            return new Verdict(
                    merge(type, document, keys.in(outcome.values())),
                    keys.in(outcome.followUps()),
                    outcome.notices(),
                    outcome.needed());
        });
    }

    /** Runs an action's handler. */
    Verdict action(RegisteredType type, ActionDefinition action, RecordSnapshot record, Map<String, Object> arguments) {
        return threads.call(type, Part.Kind.ACTION, () -> {
            Outcome outcome = checked(
                    type, action.handler().run(new ActionDefinition.Input(record, arguments, caller, reader, now)));
            LocalKeys keys = LocalKeys.of(outcome.followUps(), ids);
            return new Verdict(
                    merge(type, record, keys.in(outcome.values())),
                    keys.in(outcome.followUps()),
                    outcome.notices(),
                    outcome.needed());
        });
    }

    private static Outcome checked(RegisteredType type, Outcome outcome) {
        if (!outcome.violations().isEmpty()) {
            throw new Invalid(outcome.violations());
        }
        for (RecordChange change : outcome.followUps()) {
            if (!change.type().equals(type.type().name())
                    && !type.definition().touches().contains(change.type())) {
                LOG.error(
                        "Module {}: a rule of {} writes {}, which its touches do not name",
                        type.module(),
                        type.type().name(),
                        change.type());
                throw Failures.hookFailed(type.module(), null);
            }
        }
        return outcome;
    }

    /** The record with the values that a rule sets. */
    RecordSnapshot merge(RegisteredType type, RecordSnapshot record, Map<String, Object> set) {
        if (set.isEmpty()) {
            return record;
        }
        List<Violation> problems = new ArrayList<>();
        Map<String, Object> read = values.read(type, set, record.values(), true, problems);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        Map<String, Object> merged = new LinkedHashMap<>(record.values());
        merged.putAll(read);
        return new RecordSnapshot(record.type(), record.id(), record.version(), merged);
    }
}
