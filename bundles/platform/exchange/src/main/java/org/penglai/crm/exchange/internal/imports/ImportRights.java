package org.penglai.crm.exchange.internal.imports;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.security.Caller;

/** Who may import. */
final class ImportRights {

    private ImportRights() {}

    /**
     * @throws Forbidden if the caller may not import records of the type
     */
    static void check(Caller caller, String type) {
        if (!caller.may(type + ":import")) {
            throw new Forbidden("forbidden", Localized.of("没有导入权限。", "You may not import these records."));
        }
    }
}
