package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/**
 * Cuts long lists of keys, so that no statement has more parameters than the database likes. Derby keeps the plan of a
 * statement from the time when the table was small for its next runs, and that plan scans; short lists let it use the
 * index from the start.
 */
final class Batches {
    private static final int SIZE = 500;
    private static final int DERBY_SIZE = 20;

    private Batches() {}

    static <T> List<List<T>> of(DSLContext sql, Collection<T> values) {
        int size = sql.dialect().family() == SQLDialect.DERBY ? DERBY_SIZE : SIZE;
        List<T> all = List.copyOf(values);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
