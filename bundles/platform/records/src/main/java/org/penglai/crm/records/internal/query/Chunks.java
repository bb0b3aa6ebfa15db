package org.penglai.crm.records.internal.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts lists of ids so that none makes a statement too long. */
final class Chunks {
    private static final int SIZE = 500;

    private Chunks() {}

    static List<List<Long>> of(Collection<Long> ids) {
        List<Long> all = ids.stream().distinct().toList();
        List<List<Long>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SIZE) {
            chunks.add(all.subList(from, Math.min(all.size(), from + SIZE)));
        }
        return chunks;
    }
}
