package org.penglai.crm.search.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One word that is looked for.
 *
 * @param plain folded letters and digits
 * @param letters the same as pinyin is indexed if it can be pinyin or initials, else null
 * @param digits ways in which it may stand in a phone number; empty if it is none
 * @param runs its parts of one script if there are several: 华为js is 华为 and js; else empty
 */
public record Word(String plain, String letters, List<String> digits, List<Word> runs) {
    /** Fewer digits would find everybody. */
    public static final int SHORTEST_FRAGMENT = 4;

    private static final Pattern LATIN = Pattern.compile("[a-z0-9]+");
    private static final Pattern DIGITS = Pattern.compile("\\d{4,20}");
    private static final Pattern RUNS = Pattern.compile("(?<=[a-z0-9])(?=[^a-z0-9])|(?<=[^a-z0-9])(?=[a-z0-9])");

    public Word {
        digits = List.copyOf(digits);
        runs = List.copyOf(runs);
    }

    static Word of(String text, Names names) {
        return of(names.plain(text, 200));
    }

    private static Word of(String plain) {
        boolean latin = LATIN.matcher(plain).matches();
        List<Word> runs = new ArrayList<>();
        if (!latin && !plain.isEmpty()) {
            String[] parts = RUNS.split(plain);
            if (parts.length > 1) {
                for (String part : parts) {
                    runs.add(of(part));
                }
            }
        }
        // Who cannot type ü writes v; the index has u.
        String letters = latin ? plain.replace("lv", "lu").replace("nv", "nu") : null;
        return new Word(plain, letters, digits(plain), runs);
    }

    /** Trunk and country prefixes are dialled in many ways. */
    private static List<String> digits(String plain) {
        if (!DIGITS.matcher(plain).matches()) {
            return List.of();
        }
        List<String> forms = new ArrayList<>(List.of(plain));
        if (plain.startsWith("0086")) {
            forms.add(plain.substring(2));
        } else if (plain.startsWith("0") && plain.length() > SHORTEST_FRAGMENT) {
            forms.add(plain.substring(1));
        }
        return forms;
    }
}
