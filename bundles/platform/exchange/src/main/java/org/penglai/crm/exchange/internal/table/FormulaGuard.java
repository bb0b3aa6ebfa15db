package org.penglai.crm.exchange.internal.table;

/**
 * Keeps spreadsheets from taking text for a formula: what begins like one gets an apostrophe in front, as people write
 * it themselves. Reading takes the apostrophe off again, so text that begins with apostrophes before such a sign gets
 * one more. {@code undo(guard(text))} and {@code undo(escape(text))} are the text, whatever it is.
 */
public final class FormulaGuard {

    private static final String STARTS = "=+-@\t\r\n＝＋－＠";

    private FormulaGuard() {}

    /** For files without types: no cell begins like a formula. */
    public static String guard(String text) {
        return isFormula(text, 0) || isGuarded(text) ? "'" + text : text;
    }

    /** For workbooks, whose texts are never formulas: only what {@link #undo} would change. */
    public static String escape(String text) {
        return isGuarded(text) ? "'" + text : text;
    }

    /** The text as it was before it was guarded or escaped. */
    public static String undo(String text) {
        return isGuarded(text) ? text.substring(1) : text;
    }

    private static boolean isGuarded(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at > 0 && isFormula(text, at);
    }

    private static boolean isFormula(String text, int at) {
        return at < text.length() && STARTS.indexOf(text.charAt(at)) >= 0;
    }
}
