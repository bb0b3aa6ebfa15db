package org.penglai.crm.api.error;

import java.util.List;
import org.penglai.crm.api.Localized;

/** What was sent cannot even be parsed: JSON, filter, cursor, number, an unknown parameter. HTTP 400. */
public class Malformed extends CrmException {
    private static final long serialVersionUID = 1L;

    public Malformed(String code, Localized text) {
        super(code, text);
    }

    /** Names the parameter or member to blame. */
    public Malformed(String code, Localized text, Violation violation) {
        super(code, text, List.of(violation), null);
    }
}
