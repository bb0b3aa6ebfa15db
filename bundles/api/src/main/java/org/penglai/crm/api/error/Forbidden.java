package org.penglai.crm.api.error;

import org.penglai.crm.api.Localized;

/** The caller is known but lacks the right. HTTP 403. */
public class Forbidden extends CrmException {
    private static final long serialVersionUID = 1L;

    public Forbidden(String code, Localized text) {
        super(code, text);
    }
}
