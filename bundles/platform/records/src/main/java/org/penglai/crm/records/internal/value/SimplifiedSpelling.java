package org.penglai.crm.records.internal.value;

import com.ibm.icu.text.Transliterator;

/**
 * Texts in simplified characters of ordinary width, each character for itself: the few words that are simplified
 * otherwise as a whole do not matter to a comparison, for both sides are treated alike. Safe for any thread.
 */
final class SimplifiedSpelling {
    private static final int ASCII = 0x80;
    private static final int CHARACTERS = 0x10000;

    private final Transliterator rules = Transliterator.getInstance("Fullwidth-Halfwidth; Traditional-Simplified");

    /** Asked for once, since the rules take long. Threads may ask at the same time: they get and store the same answer. */
    private final String[] known = new String[CHARACTERS];

    String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ASCII || Character.isSurrogate(c)) {
                out.append(c);
            } else {
                out.append(of(c));
            }
        }
        return out.toString();
    }

    private String of(char c) {
        String simplified = known[c];
        if (simplified == null) {
            simplified = rules.transliterate(String.valueOf(c));
            known[c] = simplified;
        }
        return simplified;
    }
}
