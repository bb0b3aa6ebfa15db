package org.penglai.crm.search.internal.text;

import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.records.spi.ChineseText;

/** Reads texts as {@link Name}s. Safe for any thread. */
public final class Names {
    private static final int LONGEST = 240;

    private final ChineseText chinese;

    public Names(ChineseText chinese) {
        this.chinese = chinese;
    }

    /** With how it is said. */
    public Name spoken(String text) {
        String folded = chinese.folded(cut(text, LONGEST));
        List<String> meant = chinese.syllables(folded);
        List<String> usual = chinese.usualSyllables(folded);
        List<Name.Reading> readings = new ArrayList<>();
        readings.add(reading(folded, meant));
        if (!usual.equals(meant)) {
            readings.add(reading(folded, usual));
        }
        return new Name(plain(folded), readings);
    }

    /** Letters and digits of a text of any length, folded. */
    public String plain(String text, int longest) {
        return plain(chinese.folded(cut(text, longest)));
    }

    private static Name.Reading reading(String folded, List<String> syllables) {
        StringBuilder initials = new StringBuilder();
        StringBuilder pinyin = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        boolean inWord = false;
        int at = 0;
        for (String syllable : syllables) {
            int point = folded.codePointAt(at);
            at += Character.charCount(point);
            boolean han = Character.isIdeographic(point);
            if (!syllable.isEmpty()) {
                if (han || !inWord) {
                    starts.add(pinyin.length());
                }
                initials.append(syllable.charAt(0));
                pinyin.append(syllable);
            }
            inWord = !han && !syllable.isEmpty();
            if (at >= folded.length()) {
                break;
            }
        }
        return new Name.Reading(initials.toString(), pinyin.toString(), starts);
    }

    private static String plain(String folded) {
        StringBuilder out = new StringBuilder(folded.length());
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
