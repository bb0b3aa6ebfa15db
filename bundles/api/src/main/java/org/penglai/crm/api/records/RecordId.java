package org.penglai.crm.api.records;

/**
 * A record's id as text, as JSON and filters have it: 13 digits of Crockford's base 32, so that the order of the texts is
 * that of the numbers. See <a href="https://www.crockford.com/base32.html">Douglas Crockford, Base 32</a>.
 */
public final class RecordId {
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 13;
    private static final int BITS = 5;

    private RecordId() {}

    /** The text of an id. */
    public static String format(long id) {
        char[] text = new char[LENGTH];
        long rest = id;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (rest & 31)];
            rest >>>= BITS;
        }
        return new String(text);
    }
}
