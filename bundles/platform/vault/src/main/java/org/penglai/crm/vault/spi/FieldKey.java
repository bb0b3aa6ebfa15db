package org.penglai.crm.vault.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Seals and finds the values of one sensitive field. A sealed value is one ASCII text that a column of a binary
 * collation holds: version, blind index, fragment tokens and ciphertext. Safe for any thread.
 */
@ProviderType
public interface FieldKey {
    /** Characters that a fragment must have at least. */
    int SHORTEST_FRAGMENT = 4;

    /** Characters that a sealed value needs, for values of so many characters at most. */
    static int room(int characters) {
        int tokens = 5 * characters;
        int bytes = 3 * characters + 28;
        return 42 + tokens + (bytes * 4 + 2) / 3;
    }

    /** Whether a stored text was sealed by some key; what is stored before a conversion was not. */
    static boolean isSealed(String stored) {
        return stored.startsWith("~");
    }

    /** The version that new values are sealed with. */
    int version();

    /**
     * Seals a value.
     *
     * @param value not null
     * @param normalised by what it is found as equal
     */
    String seal(String value, String normalised);

    /**
     * The value that was sealed; a text that was never sealed is answered as it is.
     *
     * @throws IllegalArgumentException if the text was sealed with another key, or was changed
     */
    String open(String stored);

    /** Whether the stored text is sealed with the newest version. */
    boolean isCurrent(String stored);

    /**
     * Beginnings of what is stored of values that are equal to this one, one for each version in use. No other sealed
     * value begins like that. Each ends in a dot, so a range ends before the same text with a slash.
     */
    List<String> beginnings(String normalised);

    /**
     * Patterns of SQL's LIKE with the escape character {@code !}, one for each version in use, that what is stored of values matches that hold the fragment.
     * Holds for a value with the same parts elsewhere, too, which is rare.
     *
     * @return empty if the fragment has less than {@link #SHORTEST_FRAGMENT} characters
     */
    Optional<List<String>> patterns(String fragment);

    /** Whether no value is stored in clear any more. */
    boolean complete();
}
