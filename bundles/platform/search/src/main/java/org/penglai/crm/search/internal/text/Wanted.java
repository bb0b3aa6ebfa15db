package org.penglai.crm.search.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What somebody typed into the search box, word by word. */
public final class Wanted {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u3000]+");
    private static final Pattern DIALLED = Pattern.compile("\\+?[\\d\\s()\\-]{4,24}");

    private final List<Word> words;
    private final Word whole;

    private Wanted(List<Word> words, Word whole) {
        this.words = List.copyOf(words);
        this.whole = whole;
    }

    /** Words without a letter or digit are left out. */
    public static Wanted read(String text, Names names) {
        Word whole = Word.of(text, names);
        // A phone number is one word, however it is grouped.
        String[] parts = DIALLED.matcher(text.strip()).matches() ? new String[] {text} : BLANKS.split(text.strip());
        List<Word> words = new ArrayList<>();
        for (String part : parts) {
            Word word = Word.of(part, names);
            if (!word.plain().isEmpty()) {
                words.add(word);
            }
        }
        return new Wanted(words, whole);
    }

    public List<Word> words() {
        return words;
    }

    /** All words as one. */
    public Word whole() {
        return whole;
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }
}
