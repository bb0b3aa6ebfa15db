package org.penglai.crm.modules.internal;

import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;

/** What to tell people of a failure. */
final class Reason {
    private Reason() {}

    /** The same in both languages. */
    static Localized text(CrmException failure) {
        return failure.violations().isEmpty()
                ? failure.text()
                : failure.violations().get(0).message();
    }

    /** The particulars where there are some, else the text as a whole. */
    static String of(CrmException failure) {
        return failure.violations().isEmpty()
                ? failure.text().en()
                : failure.violations().stream()
                        .map(violation -> violation.message().en())
                        .collect(Collectors.joining(" "));
    }
}
