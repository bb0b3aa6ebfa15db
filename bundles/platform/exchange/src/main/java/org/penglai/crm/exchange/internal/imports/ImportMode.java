package org.penglai.crm.exchange.internal.imports;

import java.util.Arrays;
import java.util.Locale;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;

/** What happens to a row whose key belongs to a record that is there already. */
enum ImportMode {
    /** It is rejected. */
    INSERT,
    /** It changes that record. */
    UPSERT,
    /** It is left out. */
    SKIP;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of that name, INSERT for none. */
    static ImportMode of(String code) {
        if (code == null || code.isBlank()) {
            return INSERT;
        }
        return Arrays.stream(values())
                .filter(mode -> mode.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Malformed(
                        "badMode",
                        Localized.of("导入方式只能是 insert、upsert 或 skip。", "The mode is insert, upsert or skip."),
                        Violation.of("mode", "badMode", "未知的导入方式。", "Unknown mode.")));
    }
}
