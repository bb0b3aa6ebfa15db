package org.penglai.crm.records.internal.write;

import java.util.Map;
import java.util.TreeMap;
import org.penglai.crm.api.error.CrmException;

/** Checks inside the transaction found changes that cannot be written; the transaction is rolled back. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TreeMap<Integer, CrmException> failures;

    /** @param failures by place in the caller's list, not empty */
    Rejection(Map<Integer, CrmException> failures) {
        super("rejected", null, false, false);
        this.failures = new TreeMap<>(failures);
    }

    Map<Integer, CrmException> failures() {
        return failures;
    }

    CrmException first() {
        return failures.firstEntry().getValue();
    }
}
