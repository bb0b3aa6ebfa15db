package org.penglai.crm.bench.bare;

/** Ids as the product writes them: 13 characters of Crockford's base 32. */
final class RecordId {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;

    private RecordId() {}

    static long parse(String text) {
        long id = 0;
        for (int i = 0; i < text.length(); i++) {
            id = id << BITS | DIGITS.indexOf(text.charAt(i));
        }
        return id;
    }
}
