package org.penglai.crm.api.records;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.penglai.crm.api.security.Caller;

/**
 * All records of a type that meet a condition, in the order of their ids, at most 200 at once: what is done with some of
 * them, so that they no longer match or come to match again, neither hides the ones behind them nor brings them back. The
 * next ones are read when the loop comes to them, and it ends with less than 200: what is made meanwhile may be met or not.
 * Each loop starts from the beginning. For one thread.
 */
public final class RecordWalk implements Iterable<List<RecordSnapshot>> {
    static final int AT_ONCE = 200;

    private final RecordReader records;
    private final String type;
    private final String filter;

    private RecordWalk(RecordReader records, String type, String filter) {
        this.records = records;
        this.type = type;
        this.filter = filter;
    }

    /**
     * A walk with the rights of the system.
     *
     * @param filter RSQL; empty for all records
     */
    public static RecordWalk of(RecordReader records, String type, String filter) {
        return new RecordWalk(records, type, filter);
    }

    /** Lists that are never empty. Reading them fails as {@link RecordReader#list} does. */
    @Override
    public Iterator<List<RecordSnapshot>> iterator() {
        return new Pages();
    }

    private final class Pages implements Iterator<List<RecordSnapshot>> {
        private List<RecordSnapshot> page = List.of();
        private String next = filter;
        private boolean isRead;

        @Override
        public boolean hasNext() {
            if (!isRead) {
                page = next == null
                        ? List.of()
                        : records.list(Caller.system(), type, new RecordQuery(next, "id", AT_ONCE));
                next = page.size() < AT_ONCE ? null : behind(page.get(page.size() - 1));
                isRead = true;
            }
            return !page.isEmpty();
        }

        @Override
        public List<RecordSnapshot> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isRead = false;
            return page;
        }

        private String behind(RecordSnapshot last) {
            String later = "id=gt=" + RecordId.format(last.id());
            return filter.isEmpty() ? later : "(" + filter + ");" + later;
        }
    }
}
