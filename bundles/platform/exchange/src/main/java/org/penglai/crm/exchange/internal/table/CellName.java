package org.penglai.crm.exchange.internal.table;

/** How workbooks write columns and signs that XML has not. */
final class CellName {

    private static final int LETTERS = 26;
    private static final int ESCAPE = 7;

    private CellName() {}

    /** A, B, ..., Z, AA, ... for 0, 1, ... */
    static String column(int column) {
        StringBuilder name = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / LETTERS - 1) {
            name.insert(0, (char) ('A' + rest % LETTERS));
        }
        return name.toString();
    }

    /** The column of a cell such as {@code BC12}; -1 if it is none. */
    static int columnOf(String cell) {
        int column = 0;
        int at = 0;
        while (at < cell.length() && at < 4 && cell.charAt(at) >= 'A' && cell.charAt(at) <= 'Z') {
            column = column * LETTERS + cell.charAt(at++) - 'A' + 1;
        }
        return column - 1;
    }

    /** Whether the text has {@code _x000D_} or the like there. */
    static boolean isEscape(String text, int at) {
        if (at + ESCAPE > text.length() || text.charAt(at + 1) != 'x' || text.charAt(at + ESCAPE - 1) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + ESCAPE - 1; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The text with such signs in place of their notation. */
    static String unescaped(String text) {
        if (text.indexOf("_x") < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '_' && isEscape(text, i)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + ESCAPE - 1), 16));
                i += ESCAPE - 1;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
