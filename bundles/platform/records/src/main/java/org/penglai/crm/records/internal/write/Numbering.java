package org.penglai.crm.records.internal.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.NumberSource;
import org.penglai.crm.records.spi.StoredType;

/** Gives numbers to the new records of a plan that bring none, all of a type at once. */
final class Numbering {
    private Numbering() {}

    /** @param source null if the module that gives numbers is not there */
    static Plan complete(Plan plan, NumberSource source) {
        Map<String, List<PlannedChange>> unnumbered = new LinkedHashMap<>();
        for (PlannedChange change : plan.changes()) {
            if (lacksNumber(change)) {
                unnumbered
                        .computeIfAbsent(change.type().type().name(), type -> new ArrayList<>())
                        .add(change);
            }
        }
        if (unnumbered.isEmpty()) {
            return plan;
        }
        if (source == null) {
            throw new Unavailable(
                    "numberingUnavailable",
                    Localized.of("编号服务暂不可用，请稍后再试。", "Numbers cannot be given at the moment."),
                    Duration.ofSeconds(2));
        }
        Map<String, Iterator<String>> numbers = new LinkedHashMap<>();
        unnumbered.forEach((name, changes) -> {
            StoredType type = changes.get(0).type().type();
            String column = type.fields().get(type.numberField()).column();
            numbers.put(
                    name,
                    source.next(type, type.numberPattern(), column, plan.now(), changes.size())
                            .iterator());
        });
        List<PlannedChange> changes = plan.changes().stream()
                .map(change -> lacksNumber(change)
                        ? numbered(
                                change, numbers.get(change.type().type().name()).next())
                        : change)
                .toList();
        return new Plan(
                plan.caller(),
                plan.now(),
                plan.entries(),
                changes,
                plan.notices(),
                plan.failures(),
                plan.isUnsettled());
    }

    private static boolean lacksNumber(PlannedChange change) {
        String field = change.type().type().numberField();
        return field != null
                && change.operation() == Operation.CREATE
                && change.after().values().get(field) == null;
    }

    private static PlannedChange numbered(PlannedChange change, String number) {
        RecordSnapshot after = change.after();
        Map<String, Object> values = new LinkedHashMap<>(after.values());
        values.put(change.type().type().numberField(), number);
        return change.with(new RecordSnapshot(after.type(), after.id(), after.version(), values));
    }
}
