package org.penglai.crm.search.internal.text;

import java.util.regex.Pattern;

/** How well a word fits a text; the constants are also the scores in the index, so that both rank alike. */
public final class Closeness {
    public static final int EXACT = 100;
    public static final int EXACT_KEY = 90;
    public static final int BEGINNING = 80;
    public static final int SPOKEN = 60;
    public static final int PART = 40;
    public static final int SPOKEN_PART = 30;
    public static final int MIXED = 25;
    public static final int OTHER = 20;
    public static final int NONE = 0;

    private static final int SHORTEST_PART = 2;
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s()\\-]+");

    private Closeness() {}

    /** Of a name, by the way it is written or said. */
    public static int ofName(Word word, Name name) {
        String plain = name.plain();
        if (plain.equals(word.plain())) {
            return EXACT;
        }
        if (plain.startsWith(word.plain())) {
            return BEGINNING;
        }
        int spoken = spoken(word, name);
        if (spoken == SPOKEN) {
            return SPOKEN;
        }
        if (plain.contains(word.plain())) {
            return PART;
        }
        if (spoken == SPOKEN_PART) {
            return SPOKEN_PART;
        }
        boolean mixed = !word.runs().isEmpty() && word.runs().stream().allMatch(run -> ofName(run, name) > NONE);
        return mixed ? MIXED : NONE;
    }

    private static int spoken(Word word, Name name) {
        String letters = word.letters();
        if (letters == null) {
            return NONE;
        }
        int best = NONE;
        for (Name.Reading reading : name.readings()) {
            boolean longer = letters.length() >= SHORTEST_PART;
            if (reading.initials().startsWith(letters)
                    || longer && reading.pinyin().startsWith(letters)) {
                return SPOKEN;
            }
            if (longer && (reading.initials().contains(letters) || reading.speaksInside(letters))) {
                best = SPOKEN_PART;
            }
        }
        return best;
    }

    /** Of a number, address or code that is only written. */
    public static int ofKey(Word word, String plain) {
        if (plain.equals(word.plain())) {
            return EXACT_KEY;
        }
        return word.plain().length() >= SHORTEST_PART && plain.contains(word.plain()) ? OTHER : NONE;
    }

    /** Of a phone number as the caller sees it; a masked digit fits nothing. */
    public static int ofPhone(Word word, String shown) {
        String dialled = PUNCTUATION.matcher(shown).replaceAll("");
        return word.digits().stream().anyMatch(dialled::contains) ? OTHER : NONE;
    }
}
