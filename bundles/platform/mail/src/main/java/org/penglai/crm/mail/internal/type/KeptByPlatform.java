package org.penglai.crm.mail.internal.type;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;

/** Rule of types whose records come about by what happens to mail, and by no other way. */
final class KeptByPlatform {
    private KeptByPlatform() {}

    static Outcome check(RecordHook.Input input) {
        if (input.operation() == RecordHook.Operation.CREATE) {
            throw new Forbidden(
                    "keptByPlatform",
                    Localized.of("此类记录由系统生成，不能手工新建。", "These records are made by the platform, not by hand."));
        }
        return Outcome.none();
    }
}
