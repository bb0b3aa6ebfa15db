package org.penglai.crm.modules.internal;

import java.util.stream.Collectors;
import org.penglai.crm.api.error.CrmException;

/** What to tell an operator in the log. */
final class Reason {
    private Reason() {}

    /** The particulars where there are some, else the text as a whole. */
    static String of(CrmException failure) {
        return failure.violations().isEmpty()
                ? failure.text().en()
                : failure.violations().stream()
                        .map(violation -> violation.message().en())
                        .collect(Collectors.joining(" "));
    }
}
