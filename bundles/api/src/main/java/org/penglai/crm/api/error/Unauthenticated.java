package org.penglai.crm.api.error;

import org.penglai.crm.api.Localized;

/** No credential, or a bad one. HTTP 401. */
public class Unauthenticated extends CrmException {
    private static final long serialVersionUID = 1L;

    public Unauthenticated(String code, Localized text) {
        super(code, text);
    }
}
