package org.penglai.crm.records.internal.query.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text in which {@code *} stands for any characters; {@code \*} is an asterisk and {@code \\} a backslash.
 *
 * @param pieces the literal texts between the asterisks; one piece if there is none
 */
public record TextPattern(List<String> pieces) {
    /** Escape character of {@link #like}. */
    public static final char ESCAPE = '!';

    public TextPattern {
        pieces = List.copyOf(pieces);
    }

    static TextPattern parse(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && isEscapable(text.charAt(at + 1))) {
                at++;
                piece.append(text.charAt(at));
            } else if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return new TextPattern(pieces);
    }

    /** A text somewhere inside. */
    public static TextPattern contains(String literal) {
        return new TextPattern(List.of("", literal, ""));
    }

    private static boolean isEscapable(char c) {
        return c == '*' || c == '\\';
    }

    boolean isLiteral() {
        return pieces.size() == 1;
    }

    /** The text itself where there is no asterisk. */
    String literal() {
        return pieces.get(0);
    }

    /** As SQL knows it. */
    public String like() {
        return pieces.stream()
                .map(piece -> piece.replace("!", "!!").replace("%", "!%").replace("_", "!_"))
                .collect(Collectors.joining("%"));
    }
}
