package org.penglai.crm.api.error;

import org.penglai.crm.api.Localized;

/** The thing does not exist, or the caller must not learn that it does. HTTP 404. */
public class NotFound extends CrmException {
    private static final long serialVersionUID = 1L;

    public NotFound(String code, Localized text) {
        super(code, text);
    }
}
