package org.penglai.crm.records.internal.value;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** First letters of a text's pinyin: {@code ABC科技2号} gives {@code abckj2h}. Safe for any thread. */
final class PinyinInitials {
    private static final int LONGEST = 80;
    private static final char UNKNOWN = 0;
    private static final char NOTHING = '-';
    private static final int PLANE = 0x10000;

    private final LatinSpelling latin = new LatinSpelling();

    private final char[] known = new char[PLANE];
    private final ConcurrentMap<Integer, Character> beyond = new ConcurrentHashMap<>();

    /** At most 80 lower-case letters and digits; what has none (signs, spaces) is left out. */
    String of(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && out.length() < LONGEST; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            char letter = letter(point);
            if (letter != NOTHING) {
                out.append(letter);
            }
        }
        return out.toString();
    }

    private char letter(int point) {
        if (point < 0x80) {
            return Character.isLetterOrDigit(point) ? (char) Character.toLowerCase(point) : NOTHING;
        }
        if (point >= PLANE) {
            return beyond.computeIfAbsent(point, this::ask);
        }
        // Threads may ask at the same time: they get and store the same answer.
        char letter = known[point];
        if (letter == UNKNOWN) {
            letter = ask(point);
            known[point] = letter;
        }
        return letter;
    }

    private char ask(int point) {
        if (!Character.isLetterOrDigit(point)) {
            return NOTHING;
        }
        String spelled = latin.of(point).toLowerCase(Locale.ROOT);
        for (int i = 0; i < spelled.length(); i++) {
            char c = spelled.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                return c;
            }
        }
        return NOTHING;
    }
}
