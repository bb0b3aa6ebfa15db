package org.penglai.crm.customers.internal;

import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;

/**
 * The tax number on an invoice has 15 to 20 letters and digits. Since 2015 it is the unified social credit code (18), but
 * old ones and those of individuals stay valid, so no check digit is asked for.
 */
final class TaxNumberRule implements RecordHook {
    private static final Pattern TAX_NUMBER = Pattern.compile("[0-9A-Z]{15,20}");

    @Override
    public Outcome apply(Input input) {
        String number = input.after() == null ? null : input.after().text("taxNo");
        if (number == null) {
            return Outcome.none();
        }
        String plain = number.replace(" ", "").toUpperCase(java.util.Locale.ROOT);
        return TAX_NUMBER.matcher(plain).matches()
                ? Outcome.none().set("taxNo", plain)
                : Outcome.none()
                        .reject(Violation.of(
                                "taxNo",
                                "taxNumber",
                                "税号应为 15 至 20 位字母和数字。",
                                "A tax number has 15 to 20 letters and digits."));
    }
}
