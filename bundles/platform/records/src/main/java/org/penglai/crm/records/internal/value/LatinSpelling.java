package org.penglai.crm.records.internal.value;

import com.ibm.icu.text.Transliterator;

/**
 * Texts in plain Latin letters, Chinese characters by their pinyin without tones. Each Chinese character is asked for
 * once, since the rules of ICU take some ten microseconds for each. Safe for any thread.
 */
public final class LatinSpelling {
    private static final int PLANE = 0x10000;

    /** Loaded with the first character that is not ASCII: the rules of ICU are large. */
    private volatile Transliterator rules;

    /** Of Chinese characters. Threads may ask at the same time: they get and store the same answer. */
    private final String[] known = new String[PLANE];

    /** The text as it is spelled; what lies between two Chinese characters, such as a space, is not told. */
    public String of(String text) {
        StringBuilder out = new StringBuilder(text.length() * 3);
        int other = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isChinese(c)) {
                spell(text.substring(other, i), out);
                out.append(of(c));
                other = i + 1;
            }
        }
        spell(text.substring(other), out);
        return out.toString();
    }

    /** A single character as it is spelled. */
    String of(int point) {
        return point < PLANE && isChinese((char) point)
                ? of((char) point)
                : rules().transliterate(Character.toString(point));
    }

    private String of(char chinese) {
        String spelled = known[chinese];
        if (spelled == null) {
            spelled = rules().transliterate(String.valueOf(chinese)).strip();
            known[chinese] = spelled;
        }
        return spelled;
    }

    /** Other scripts have rules that look at the characters beside, so they are spelled in one piece. */
    private void spell(String other, StringBuilder out) {
        boolean ascii = other.chars().allMatch(c -> c < 0x80);
        out.append(ascii ? other : rules().transliterate(other));
    }

    private static boolean isChinese(char c) {
        return c >= 0x4e00 && c <= 0x9fff;
    }

    private Transliterator rules() {
        Transliterator loaded = rules;
        if (loaded == null) {
            loaded = Transliterator.getInstance("Han-Latin; NFKD; [:Mn:] Remove; Any-Latin; Latin-ASCII");
            rules = loaded;
        }
        return loaded;
    }
}
