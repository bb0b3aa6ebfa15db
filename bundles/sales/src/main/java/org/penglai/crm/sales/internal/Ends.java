package org.penglai.crm.sales.internal;

import java.util.Objects;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** Rows that are written once: the only change that they may see is the moment at which another takes their place. */
public final class Ends {
    private final String field;
    private final Localized otherwise;

    /**
     * @param field the moment, empty until then
     * @param otherwise what whoever wants to change or delete one is told
     */
    public Ends(String field, Localized otherwise) {
        this.field = field;
        this.otherwise = otherwise;
    }

    /** @throws Conflict for any other change, and for deletions */
    public Outcome require(RecordHook.Input input) {
        if (input.operation() == RecordHook.Operation.UPDATE && isEnd(input.before(), input.after())) {
            return Outcome.none();
        }
        throw new Conflict("appendOnly", otherwise);
    }

    private boolean isEnd(RecordSnapshot before, RecordSnapshot after) {
        return before.values().get(field) == null
                && before.values().entrySet().stream()
                        .allMatch(value -> value.getKey().equals(field)
                                || Objects.equals(
                                        value.getValue(), after.values().get(value.getKey())));
    }
}
