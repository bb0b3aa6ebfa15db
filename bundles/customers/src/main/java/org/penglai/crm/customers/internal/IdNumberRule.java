package org.penglai.crm.customers.internal;

import java.time.LocalDate;
import java.util.Locale;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** Persons, not companies, have an identification number, and its check digit is right. */
final class IdNumberRule implements RecordHook {
    private static final String FIELD = "idNumber";

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot customer = input.after();
        String number = customer == null ? null : customer.text(FIELD);
        if (number == null) {
            return Outcome.none();
        }
        if (!"person".equals(customer.text("kind"))) {
            return Outcome.none()
                    .reject(Violation.of(FIELD, "notAPerson", "只有个人客户才有身份证号。", "Only a person has an ID number."));
        }
        String plain = number.replace(" ", "").toUpperCase(Locale.ROOT);
        LocalDate today = LocalDate.ofInstant(input.now(), input.caller().zone());
        return ChineseIdNumber.isPossible(plain, today)
                ? Outcome.none().set(FIELD, plain)
                : Outcome.none()
                        .reject(Violation.of(
                                FIELD, "idNumber", "身份证号不正确，请核对。", "The ID number is not right; please check it."));
    }
}
