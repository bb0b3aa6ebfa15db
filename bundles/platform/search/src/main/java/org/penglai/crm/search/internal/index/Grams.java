package org.penglai.crm.search.internal.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.search.internal.text.Name;

/** Cuts texts into the terms of the index. */
public final class Grams {
    /** In front of the first character, and behind the last. */
    public static final String FIRST = "\u0002";

    public static final String LAST = "\u0003";
    /** Pinyin up to this length is a term of its own, so that the many terms behind two letters need not be gone through. */
    public static final int EDGE = 6;

    public static final int LONGEST_PINYIN = 24;
    private static final int SHORTEST_PINYIN = 2;

    private Grams() {}

    /** Overlapping pairs of code points; a single one as it is. */
    public static List<String> pairs(String text) {
        int[] points = text.codePoints().toArray();
        if (points.length < 2) {
            return points.length == 0 ? List.of() : List.of(text);
        }
        List<String> pairs = new ArrayList<>(points.length);
        for (int i = 0; i + 1 < points.length; i++) {
            pairs.add(new String(points, i, 2));
        }
        return pairs;
    }

    static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).distinct().toList();
    }

    static Set<String> pinyin(Name name) {
        Set<String> terms = new LinkedHashSet<>();
        for (Name.Reading reading : name.readings()) {
            String letters = reading.pinyin();
            edges(FIRST, letters, terms);
            for (int start : reading.starts()) {
                edges("", letters.substring(start), terms);
            }
        }
        return terms;
    }

    private static void edges(String mark, String letters, Collection<String> terms) {
        for (int length = SHORTEST_PINYIN; length <= Math.min(EDGE, letters.length()); length++) {
            terms.add(mark + letters.substring(0, length));
        }
        if (letters.length() > EDGE) {
            terms.add(mark + cutPinyin(letters));
        }
    }

    public static String cutPinyin(String letters) {
        return letters.length() <= LONGEST_PINYIN ? letters : letters.substring(0, LONGEST_PINYIN);
    }

    /** All runs of four digits. */
    public static Set<String> fours(String digits) {
        return java.util.stream.IntStream.rangeClosed(0, digits.length() - 4)
                .mapToObj(at -> digits.substring(at, at + 4))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
