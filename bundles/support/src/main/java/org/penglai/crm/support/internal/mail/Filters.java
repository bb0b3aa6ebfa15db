package org.penglai.crm.support.internal.mail;

/** Conditions with values that strangers have written. */
public final class Filters {
    private Filters() {}

    /** That the field has just this value: within {@code ==} an asterisk would stand for anything. */
    public static String is(String field, String value) {
        return field + "=in=(" + quoted(value) + ")";
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
