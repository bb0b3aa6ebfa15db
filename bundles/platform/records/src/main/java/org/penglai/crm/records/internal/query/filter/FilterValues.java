package org.penglai.crm.records.internal.query.filter;

import java.util.Locale;
import java.util.Optional;
import org.penglai.crm.api.records.FieldKind;

/**
 * Turns what a person types into a filter into the form in which the write path stores it, for kinds that have a normal
 * form. Safe for any thread.
 */
@FunctionalInterface
public interface FilterValues {
    /**
     * The stored form.
     *
     * @param kind PHONE, EMAIL, URL or CREDIT_CODE
     * @return empty if no stored value can be meant
     */
    Optional<String> normalise(FieldKind kind, String text);

    /** Without knowledge of the write path: punctuation of phone numbers goes, credit codes become upper case. */
    static FilterValues plain() {
        return (kind, text) -> Optional.of(
                switch (kind) {
                    case PHONE -> text.replaceAll("[\\s\\-()]", "");
                    case CREDIT_CODE -> text.strip().toUpperCase(Locale.ROOT);
                    default -> text.strip();
                });
    }
}
