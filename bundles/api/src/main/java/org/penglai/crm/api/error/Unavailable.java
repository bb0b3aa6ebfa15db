package org.penglai.crm.api.error;

import java.time.Duration;
import java.util.List;
import org.penglai.crm.api.Localized;

/** Not now: a module is being changed, the database is away, a time limit was hit. HTTP 503 with Retry-After. */
public class Unavailable extends CrmException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    public Unavailable(String code, Localized text, Duration retryAfter) {
        this(code, text, retryAfter, null);
    }

    public Unavailable(String code, Localized text, Duration retryAfter, Throwable cause) {
        super(code, text, List.of(), cause);
        this.retryAfter = retryAfter;
    }

    /** When it makes sense to try again; at least a second. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
