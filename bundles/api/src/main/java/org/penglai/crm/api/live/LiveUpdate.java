package org.penglai.crm.api.live;

/**
 * Something that open pages should know at once. Carries no data: the receiver fetches what it may see.
 *
 * @param topic e.g. {@code plugins}, {@code job}
 * @param userId who may know; 0 for everybody who is signed in
 * @param key what it is about: a job's id; empty if the topic says it all
 */
public record LiveUpdate(String topic, long userId, String key) {
    public static final String PLUGINS = "plugins";
    public static final String JOB = "job";
    /** What types look like has changed: fields, options, layouts. */
    public static final String TYPES = "types";
    /**
     * A record was written, on whichever node. The key is
     * {@code <type>:<id>:<version>:<created|updated|deleted|restored>:<position>}, with the position in the order of all
     * changes; {@code <type>:<position>} if many of the type were written at once.
     */
    public static final String RECORD = "record";

    /** For everybody. */
    public static LiveUpdate toAll(String topic) {
        return new LiveUpdate(topic, 0, "");
    }
}
