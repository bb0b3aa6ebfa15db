package org.penglai.crm.api.error;

import java.time.Duration;
import org.penglai.crm.api.Localized;

/** A limit on how often something may be done was reached. HTTP 429 with Retry-After. */
public class TooMany extends CrmException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    public TooMany(String code, Localized text, Duration retryAfter) {
        super(code, text);
        this.retryAfter = retryAfter;
    }

    /** When the next try is allowed. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
