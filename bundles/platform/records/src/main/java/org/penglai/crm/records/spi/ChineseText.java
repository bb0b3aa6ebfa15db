package org.penglai.crm.records.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Chinese text as people write, say and look for it: what sort keys, initials, duplicate keys and the search index have
 * in common. Safe for any thread.
 */
@ProviderType
public interface ChineseText {
    /**
     * The text with everything taken off that makes no other name: lower case, half width, simplified characters; signs
     * and spaces stay.
     */
    String folded(String text);

    /**
     * How the text is read in names, without tones: one entry for each code point, a syllable for a Chinese character, the
     * letter or digit itself in lower case for a Latin one, empty for a sign. Characters with several readings have the one
     * meant in names of places and companies.
     */
    List<String> syllables(String text);

    /** The same with the most usual reading of each character, whatever stands beside it. */
    List<String> usualSyllables(String text);

    /** How the whole text is spelled in Latin letters and digits, lower case, by the most usual readings. */
    String spelled(String text);

    /** Changes when readings or foldings may have changed; what was made of them must then be made anew. */
    String version();
}
