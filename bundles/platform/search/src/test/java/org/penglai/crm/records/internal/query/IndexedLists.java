package org.penglai.crm.records.internal.query;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.penglai.crm.records.spi.TextIndex;

/** Lets the lists of search's specifications ask the index. */
public final class IndexedLists {
    private IndexedLists() {}

    /** @param index null for none */
    public static void ask(QueryPlanner planner, TextIndex index) {
        planner.askTexts(new Present(index));
    }

    private record Present(TextIndex index) implements ComponentServiceObjects<TextIndex> {
        @Override
        public TextIndex getService() {
            return index;
        }

        @Override
        public void ungetService(TextIndex service) {
            // Nothing is counted here.
        }

        @Override
        public ServiceReference<TextIndex> getServiceReference() {
            throw new UnsupportedOperationException();
        }
    }
}
