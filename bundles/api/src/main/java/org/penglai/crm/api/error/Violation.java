package org.penglai.crm.api.error;

import java.util.Objects;
import org.penglai.crm.api.Localized;

/**
 * One thing that is wrong with what was sent.
 *
 * @param field name of the field as it stands in the request, with its place in a list of changes ({@code
 *     3.name}), in a batch request {@code operations[3].values.name}; empty when the
 *     whole record is meant
 * @param code stable, lowerCamelCase: {@code required}, {@code unknownField}, {@code wrongType}, {@code tooLong}, ...
 * @param message for the person who typed the value; never repeats a value that may be secret
 */
public record Violation(String field, String code, Localized message) {
    public Violation {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /** Shorthand for the usual case. */
    public static Violation of(String field, String code, String zh, String en) {
        return new Violation(field, code, Localized.of(zh, en));
    }
}
