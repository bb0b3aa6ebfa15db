package org.penglai.crm.api.error;

import java.util.List;
import org.penglai.crm.api.Localized;

/** What was sent parses but does not fit: unknown field, wrong type, a rule broken, a missing reference. HTTP 422. */
public class Invalid extends CrmException {
    private static final long serialVersionUID = 1L;
    private static final Localized TEXT = Localized.of("提交的内容有误，请按提示修改。", "Some values need to be corrected.");

    /** At least one violation. */
    public Invalid(List<Violation> violations) {
        super("invalid", TEXT, violations, null);
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("an Invalid without a violation helps nobody");
        }
    }

    public Invalid(Violation violation) {
        this(List.of(violation));
    }
}
