package org.penglai.crm.exchange.internal.demo;

import java.util.List;
import java.util.Map;
import org.penglai.crm.records.spi.StoredType;

/** Knows which sample records there are, by their external ids. Looks at all records, whoever may see them. */
interface DemoIndex {

    /** Sample records of a type that were loaded and not removed since. */
    Map<String, Loaded> loaded(StoredType type);

    /** Ids of the sample records of a type that are not deleted. */
    default List<Long> live(StoredType type) {
        return loaded(type).values().stream()
                .filter(Loaded::live)
                .map(Loaded::id)
                .toList();
    }

    /** Lets the deleted sample records of a type be loaded again. */
    void forgetDeleted(StoredType type);

    /** Whether the type has no records at all, deleted ones included. */
    boolean isEmpty(StoredType type);

    /**
     * A sample record.
     *
     * @param id its id
     * @param live whether it is not deleted
     */
    record Loaded(long id, boolean live) {}
}
