package org.penglai.crm.pools.internal;

import java.util.Set;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * By which codes records of a type count as won.
 *
 * @param field null if none of them ever does
 */
record Won(String field, Set<String> codes) {
    static final Won NEVER = new Won(null, Set.of());

    boolean is(RecordSnapshot record) {
        return field != null && codes.contains(String.valueOf(record.values().get(field)));
    }
}
