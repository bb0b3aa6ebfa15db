package org.penglai.crm.api.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A committed change of a record.
 *
 * @param position in the one order of all changes; never repeats, so that it can tell a second delivery from a new change
 * @param at when it was written
 * @param type record type
 * @param version of the record after the change; 0 if there is none
 * @param operation created, updated, deleted, restored or an action's name
 * @param userId who did it; 0 for the system
 * @param changes by field: a list of before and after for changes, the value for creations; in JSON's types
 */
public record RecordEvent(
        long position,
        Instant at,
        String type,
        long recordId,
        long version,
        String operation,
        long userId,
        Map<String, Object> changes) {
    public RecordEvent {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }
}
