package org.penglai.crm.search.internal.text;

import java.util.List;

/**
 * A text as it is compared with what somebody typed.
 *
 * @param plain letters and digits alone, folded: lower case, half width, simplified
 * @param readings how it is said; two where the usual reading of a character differs from the one in names
 */
public record Name(String plain, List<Reading> readings) {
    public Name {
        readings = List.copyOf(readings);
    }

    /**
     * @param initials first letters of the syllables, with Latin letters and digits as they are
     * @param pinyin all letters
     * @param starts where in {@code pinyin} a Chinese character or a Latin word begins
     */
    public record Reading(String initials, String pinyin, List<Integer> starts) {
        public Reading {
            starts = List.copyOf(starts);
        }

        boolean speaksInside(String letters) {
            return starts.stream().anyMatch(start -> pinyin.startsWith(letters, start));
        }
    }
}
