package org.penglai.crm.customers.internal;

import java.time.LocalDate;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;

/** A date that tells of something past, such as a birthday, cannot lie ahead of the caller's today. */
record NotInTheFuture(String field) implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        if (input.operation() == Operation.DELETE) {
            return Outcome.none();
        }
        LocalDate date = input.after().get(field, LocalDate.class);
        LocalDate today = LocalDate.ofInstant(input.now(), input.caller().zone());
        return date == null || !date.isAfter(today)
                ? Outcome.none()
                : Outcome.none()
                        .reject(Violation.of(field, "inTheFuture", "日期不能晚于今天。", "The date cannot lie in the future."));
    }
}
