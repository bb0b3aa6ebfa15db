package org.penglai.crm.modules.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what is done with modules: in the audit, in their history, and in the log. */
final class ModuleRecord {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleRecord.class);

    private final Journal journal;
    private final ModuleHistory history;
    private final ObjectMapper mapper = new ObjectMapper();

    ModuleRecord(Journal journal, ModuleHistory history) {
        this.journal = journal;
        this.history = history;
    }

    /** A module came in that version; if it was tried here, its history says so already. */
    void installed(String module, String version, Caller caller) {
        note("installed", caller, Map.<String, Object>of(module, version));
        LOG.info("Module {} {} installed", module, version);
    }

    /** Something was done with a module. */
    void note(String module, String version, ModuleChange.Operation operation, Caller caller) {
        note(operation.code(), caller, Map.<String, Object>of(module, version));
        LOG.info("Module {} {} {}", module, version, operation.code());
        add(Instant.now(), caller, module + ' ' + version, operation, ModuleChange.Outcome.DONE, null, null);
    }

    /** A module archive was not taken in. */
    void refused(String archive, Caller caller, CrmException failure) {
        Localized reason = Reason.text(failure);
        LOG.warn("{} is refused: {}", archive, reason.en());
        note(
                ModuleChange.Outcome.REFUSED.code(),
                caller,
                Map.<String, Object>of("archive", archive, "reason", reason.en()));
        add(Instant.now(), caller, archive, ModuleChange.Operation.STAGED, ModuleChange.Outcome.REFUSED, reason, null);
    }

    /** Tries a change and notes how it ended; throws what it throws. */
    void tried(List<ModulePlan.Step> steps, Caller caller, Consumer<ChangeTimes> change) {
        Instant start = Instant.now();
        ChangeTimes times = new ChangeTimes();
        String modules = steps.stream().map(ModuleRecord::text).collect(Collectors.joining(", "));
        try {
            change.accept(times);
        } catch (CrmException e) {
            boolean back = e instanceof Conflict;
            ModuleChange.Outcome outcome = back ? ModuleChange.Outcome.ROLLED_BACK : ModuleChange.Outcome.REFUSED;
            Localized reason = Reason.text(e);
            LOG.warn("Change of modules {} {}: {}", modules, outcome.code(), reason.en());
            Map<String, Object> changes = new LinkedHashMap<>();
            steps.forEach(step -> changes.put(step.id(), step.to()));
            changes.put("reason", reason.en());
            note(outcome.code(), caller, changes);
            add(start, caller, modules, ModuleChange.Operation.CHANGED, outcome, reason, times.heldMilliseconds());
            throw e;
        }
        add(
                start,
                caller,
                modules,
                ModuleChange.Operation.CHANGED,
                ModuleChange.Outcome.DONE,
                null,
                times.heldMilliseconds());
    }

    private void add(
            Instant start,
            Caller caller,
            String modules,
            ModuleChange.Operation operation,
            ModuleChange.Outcome outcome,
            Localized reason,
            Long held) {
        long took = Duration.between(start, Instant.now()).toMillis();
        history.add(new ModuleChange(start, caller.userId(), modules, operation, outcome, reason, took, held));
    }

    private void note(String operation, Caller caller, Map<String, Object> changes) {
        try {
            journal.note(
                    new Journal.Entry("modules", 0, 0, operation, caller.userId(), mapper.writeValueAsString(changes)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    private static String text(ModulePlan.Step step) {
        return step.from() == null ? step.id() + ' ' + step.to() : step.id() + ' ' + step.from() + " → " + step.to();
    }
}
