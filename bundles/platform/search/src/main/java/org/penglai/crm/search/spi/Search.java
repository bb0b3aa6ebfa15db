package org.penglai.crm.search.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/**
 * Finds records of all types by what people remember of them: a part of the name, its pinyin or initials, four digits of
 * a phone number, a number, an address. Less than a second behind commits. Safe for any thread.
 */
@ProviderType
public interface Search {
    /**
     * What the caller may see, best first: the same title, its beginning, initials and pinyin, a part of it, other fields;
     * then the record changed last.
     *
     * @param words several words must all be found in the record; at most 200 characters
     * @param types only of these; empty for all. Types that the caller does not see or that are not installed find nothing
     * @param limit at most so many, 1 to 50
     */
    List<Hit> find(Caller caller, String words, List<String> types, int limit);

    /** How the index of this node stands. */
    Status status();

    /** Whether the index of this node answers. Never waits for those who write into it. */
    State state();

    /** Asks every node to build its index anew; the old ones answer meanwhile. */
    void reindex(Caller caller);

    /** Whatever it is, what people look for is found; by the index or, slower and with less, by lists. */
    enum State {
        /** It answers, even if another one is being built beside it. */
        READY,
        /** The first one is being built. */
        BUILDING,
        /** There is none, and the last attempt to build one failed. */
        FAILED
    }

    /**
     * @param subtitle what tells it from others of the same name: the value that was found, its number, or what it belongs
     *     to; null if there is nothing
     * @param matched field in which it was found; null for the title
     */
    record Hit(String type, long id, String title, String subtitle, String matched) {}

    /**
     * @param documents records in the index
     * @param bytes its size on disk
     * @param position of the last event in it
     * @param building whether one is being built
     * @param built records that have been read for it, while one is being built
     * @param builds how many were built since the start
     * @param ready whether there is an index that answers
     * @param problem what went wrong last; null if all is well
     */
    record Status(
            long documents,
            long bytes,
            long position,
            boolean building,
            long built,
            long builds,
            boolean ready,
            String problem) {}
}
