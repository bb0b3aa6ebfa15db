package org.penglai.crm.api.error;

import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.Localized;

/** Root of all failures that a caller is told about. Nothing has been written when one reaches the caller. */
public abstract class CrmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Localized text;
    private final transient List<Violation> violations;

    protected CrmException(String code, Localized text, List<Violation> violations, Throwable cause) {
        super(code + ": " + text.en(), cause);
        this.code = Objects.requireNonNull(code, "code");
        this.text = text;
        this.violations = List.copyOf(violations);
    }

    protected CrmException(String code, Localized text) {
        this(code, text, List.of(), null);
    }

    /** Stable machine-readable reason, lowerCamelCase. */
    public String code() {
        return code;
    }

    /** What to tell the user. */
    public Localized text() {
        return text;
    }

    /** Problems by field; empty when none is to blame. */
    public List<Violation> violations() {
        return violations;
    }
}
