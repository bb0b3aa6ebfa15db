package org.penglai.crm.privacy.internal.erasure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.records.spi.StoredType;

/**
 * Records that are about one person.
 *
 * @param selves the person's record, and those that were merged into it
 * @param owned records that belong to the person alone
 * @param shared records that lead to the person and to others
 */
record PersonScope(
        StoredType type,
        long id,
        Set<Long> selves,
        Map<StoredType, Set<Long>> owned,
        Map<StoredType, Set<Long>> shared) {

    /** All of them, by type. */
    Map<String, Set<Long>> all() {
        Map<String, Set<Long>> all = new LinkedHashMap<>();
        owned.forEach((each, ids) -> all.put(each.name(), ids));
        all.merge(type.name(), selves, (some, more) -> java.util.stream.Stream.concat(some.stream(), more.stream())
                .collect(Collectors.toSet()));
        return all;
    }
}
