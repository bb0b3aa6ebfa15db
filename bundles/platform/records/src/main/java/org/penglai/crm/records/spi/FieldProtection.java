package org.penglai.crm.records.spi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penglai.crm.vault.spi.FieldKey;
import org.penglai.crm.vault.spi.FieldKeys;

/**
 * How the values of one sensitive field are kept: sealed with the field's key, found by what they are in small letters.
 * Safe for any thread.
 *
 * @param keys where the key comes from
 * @param type that has the field
 * @param field its name
 */
public record FieldProtection(FieldKeys keys, String type, String field) {
    /** What the column holds for a value; null for none. */
    public String seal(String value) {
        return value == null ? null : key().seal(value, normal(value));
    }

    /** The value that the column holds; what was stored before the field became sensitive is answered as it is. */
    public String open(String stored) {
        return stored == null ? null : key().open(stored);
    }

    /** Beginnings of what the column holds for values equal to this one; each ends in a dot. */
    public List<String> beginnings(String value) {
        return key().beginnings(normal(value));
    }

    /** Patterns with the escape character {@code !} for values that hold the fragment; empty if it is too short. */
    public Optional<List<String>> patterns(String fragment) {
        return key().patterns(normal(fragment));
    }

    /** The key as it is now. */
    public FieldKey key() {
        return keys.of(type, field);
    }

    private static String normal(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
