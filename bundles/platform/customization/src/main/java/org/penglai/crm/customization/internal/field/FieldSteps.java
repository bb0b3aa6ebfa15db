package org.penglai.crm.customization.internal.field;

import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionDefinition.Input;
import org.penglai.crm.api.records.Outcome;

/** From one status of a custom field to the next. */
final class FieldSteps {
    private static final String STATUS = "status";

    private FieldSteps() {}

    static Outcome retire(Input input) {
        return step(input, FieldStatus.ACTIVE, FieldStatus.RETIRED);
    }

    static Outcome reactivate(Input input) {
        // Through the preparation again, which finds the column where it was left.
        return step(input, FieldStatus.RETIRED, FieldStatus.PREPARING);
    }

    /** Only what was retired before, so that nobody is using it any more. */
    static Outcome purge(Input input) {
        return step(input, FieldStatus.RETIRED, FieldStatus.PURGING);
    }

    private static Outcome step(Input input, String from, String to) {
        if (!from.equals(input.record().text(STATUS))) {
            return Outcome.none()
                    .reject(Violation.of(
                            STATUS, "wrongStatus", "当前状态不能这样操作。", "This cannot be done in the present status."));
        }
        return Outcome.none().set(STATUS, to);
    }
}
