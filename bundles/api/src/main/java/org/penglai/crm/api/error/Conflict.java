package org.penglai.crm.api.error;

import java.util.List;
import org.penglai.crm.api.Localized;

/** The state of the data forbids it: a duplicate key, a record still in use, a wrong status. HTTP 409. */
public class Conflict extends CrmException {
    private static final long serialVersionUID = 1L;

    public Conflict(String code, Localized text) {
        super(code, text);
    }

    public Conflict(String code, Localized text, List<Violation> violations) {
        super(code, text, violations, null);
    }
}
