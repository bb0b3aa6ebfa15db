package org.penglai.crm.records.internal.value;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;

/** A value that does not fit its field. Carries no stack trace: refusing thousands of cells of an import must be cheap. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Localized text;

    Refusal(String code, String zh, String en) {
        super(code, null, false, false);
        this.code = code;
        this.text = Localized.of(zh, en);
    }

    static Refusal wrongType(String zh, String en) {
        return new Refusal("wrongType", "类型不对：应为" + zh + "。", "Wrong type: " + en + " is expected.");
    }

    static Refusal outOfRange(String zh, String en) {
        return new Refusal("outOfRange", zh, en);
    }

    /** Stable reason, one of the codes of {@link Violation}. */
    public String code() {
        return code;
    }

    /** The same, told of a field. */
    public Violation of(String field) {
        return new Violation(field, code, text);
    }
}
