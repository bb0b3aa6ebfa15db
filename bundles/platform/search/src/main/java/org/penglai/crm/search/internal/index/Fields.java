package org.penglai.crm.search.internal.index;

/** Names of the index's fields. */
public final class Fields {
    /** Type and id in one. */
    public static final String KEY = "key";

    public static final String TYPE = "type";
    public static final String ID = "id";
    /** When it was changed last, for the order of equals. */
    public static final String AT = "at";
    /** Pairs of characters of the title, with marks at both ends. */
    public static final String TITLE = "t";

    public static final String TITLE_CHARACTERS = "c";
    /** Pairs of initials. */
    public static final String INITIALS = "i";
    /** Pinyin from each syllable on; from the first with a mark in front. */
    public static final String PINYIN = "p";
    /** The same of other names. */
    public static final String OTHER_INITIALS = "oi";

    public static final String OTHER_PINYIN = "op";
    /** Pairs of characters of all other fields, with marks at both ends of each. */
    public static final String OTHER = "o";
    /** Four digits of phone numbers, keyed. */
    public static final String DIGITS = "d";

    private Fields() {}
}
