package org.penglai.crm.support.internal.mail;

/** Texts of mail made fit to be kept: mail may carry anything. */
public final class Texts {
    private Texts() {}

    /** Without control characters and halves of characters. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /** At most so long, with dots where something is missing; never half of a character. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** One line; null if there is nothing. */
    public static String line(String text, int most) {
        String line = clean(text).replaceAll("\\s+", " ");
        return line.isEmpty() ? null : cut(line, most);
    }
}
