package org.penglai.crm.api.records;

import java.time.Instant;
import java.util.Comparator;

/**
 * A place in a timeline. The newest comes first; of entries of the same moment the one with the greater id.
 *
 * @param at when it happened, to the microsecond
 * @param id of the entry
 */
public record TimelinePosition(Instant at, long id) implements Comparable<TimelinePosition> {
    private static final Comparator<TimelinePosition> NEWEST_FIRST = Comparator.comparing(TimelinePosition::at)
            .thenComparing(TimelinePosition::id)
            .reversed();

    @Override
    public int compareTo(TimelinePosition other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
