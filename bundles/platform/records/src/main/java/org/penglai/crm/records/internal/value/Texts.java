package org.penglai.crm.records.internal.value;

import java.text.Normalizer;

/** What is done to every text before it is looked at. */
final class Texts {
    private static final char IDEOGRAPHIC_SPACE = '\u3000';
    private static final char NO_BREAK_SPACE = '\u00a0';

    private Texts() {}

    /** Blanks of every width, byte order marks and zero-width spaces at both ends are cut off. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Full-width letters, digits and signs become ASCII, spaces of every width become plain ones; trimmed. */
    static String halfWidth(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char half = c >= '\uff01' && c <= '\uff5e' ? (char) (c - 0xfee0) : isWideSpace(c) ? ' ' : c;
            if (half != c && out == null) {
                out = new StringBuilder(text);
            }
            if (half != c) {
                out.setCharAt(i, half);
            }
        }
        return trim(out == null ? text : out.toString());
    }

    /** Composed characters (NFC), so that equal looking texts are equal. */
    static String compose(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Marks that steer the writing direction, and zero-width spaces: pasted along unseen, they make lookalikes. */
    static boolean isInvisible(char c) {
        return c == '\u200b' || c == '\ufeff' || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }

    static boolean isWideSpace(char c) {
        return c == IDEOGRAPHIC_SPACE || c == NO_BREAK_SPACE || (c >= '\u2000' && c <= '\u200a') || c == '\u202f';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || isWideSpace(c) || isInvisible(c);
    }
}
