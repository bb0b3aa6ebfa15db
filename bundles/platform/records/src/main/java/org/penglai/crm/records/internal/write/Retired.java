package org.penglai.crm.records.internal.write;

import java.util.Collection;
import java.util.List;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.records.spi.StoredField;

/** Options that records keep but nobody can choose any more. */
final class Retired {
    private Retired() {}

    /** Whether a value has a retired option that the one before did not have. */
    static boolean isChosen(StoredField field, Object before, Object after) {
        if (after == null || field.options().isEmpty()) {
            return false;
        }
        List<?> known = before instanceof List<?> list ? list : before == null ? List.of() : List.of(before);
        Collection<?> chosen = after instanceof List<?> list ? list : List.of(after);
        return chosen.stream().filter(code -> !known.contains(code)).anyMatch(code -> field.option(String.valueOf(code))
                .map(Option::retired)
                .orElse(false));
    }
}
