package org.penglai.crm.modules.internal;

import org.penglai.crm.api.Localized;

/** Modules that were put in place do not run well. */
final class ModuleFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Localized reason;

    ModuleFailure(Localized reason) {
        super(reason.en());
        this.reason = reason;
    }

    Localized reason() {
        return reason;
    }
}
