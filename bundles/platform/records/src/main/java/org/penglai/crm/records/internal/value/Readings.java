package org.penglai.crm.records.internal.value;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The most usual reading of single characters in Latin letters, without tones. Safe for any thread. */
final class Readings {
    private static final int PLANE = 0x10000;

    private final LatinSpelling latin;
    private final String[] known = new String[PLANE];
    private final ConcurrentMap<Integer, String> beyond = new ConcurrentHashMap<>();

    Readings(LatinSpelling latin) {
        this.latin = latin;
    }

    /** Lower-case letters and digits; empty for signs and spaces. */
    String of(int point) {
        if (point >= PLANE) {
            return beyond.computeIfAbsent(point, this::ask);
        }
        // Threads may ask at the same time: they get and store the same answer.
        String reading = known[point];
        if (reading == null) {
            reading = ask(point);
            known[point] = reading;
        }
        return reading;
    }

    private String ask(int point) {
        if (!Character.isLetterOrDigit(point)) {
            return "";
        }
        return plain(point < 0x80 ? Character.toString(point) : latin.of(point));
    }

    /** Letters and digits of a text in Latin letters. */
    static String plain(String spelled) {
        StringBuilder plain = new StringBuilder(spelled.length());
        String lower = spelled.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
