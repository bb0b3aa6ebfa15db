package org.penglai.crm.search.internal.index;

/** What an index says of itself. */
final class Facts {
    static final String COMPLETE = "complete";
    static final String MADE = "made";
    static final String POSITION = "position";
    static final String EVENT = "event";
    /** Before a type's name; its value is how the type was read. */
    static final String TYPE = "type.";

    private Facts() {}
}
