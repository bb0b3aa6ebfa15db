package org.penglai.crm.numbering.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** The places of one sequence that this node has reserved and not used yet. Safe for any thread. */
final class Sequence {
    private static final int BLOCK = 50;

    private final IntToLongFunction reserve;
    private long next;
    private long end;

    /** @param reserve gets a number of places, returns the first of them */
    Sequence(IntToLongFunction reserve) {
        this.reserve = reserve;
    }

    /** So many places that nobody else gets, in ascending order. */
    synchronized List<Long> take(int count) {
        List<Long> places = new ArrayList<>(count);
        while (places.size() < count) {
            if (next == end) {
                int block = Math.max(BLOCK, count - places.size());
                next = reserve.applyAsLong(block);
                end = next + block;
            }
            places.add(next++);
        }
        return places;
    }
}
