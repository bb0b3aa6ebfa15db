package org.penglai.crm.search.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When searches see what was put. */
class IndexStoreTest {
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path folder;

    @Test
    void whatComesByItselfIsSeenAtOnce() throws IOException {
        try (IndexStore store = new IndexStore(folder, nanos::get)) {
            store.put("one", new Document());
            store.refresh();
            assertThat(seen(store)).isEqualTo(1);
        }
    }

    @Test
    void whatComesInFullBatchesIsSeenOnceASecondAndTheLastOfItAtTheNextRound() throws IOException {
        try (IndexStore store = new IndexStore(folder, nanos::get)) {
            store.put("one", new Document());
            store.refreshSoon();
            assertThat(seen(store)).isZero();
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            store.put("two", new Document());
            store.refreshSoon();
            assertThat(seen(store)).isEqualTo(2);
            store.put("three", new Document());
            store.refreshSoon();
            store.refreshRest();
            assertThat(seen(store)).isEqualTo(2);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            store.refreshRest();
            assertThat(seen(store)).isEqualTo(3);
        }
    }

    private static int seen(IndexStore store) throws IOException {
        return store.search(searcher -> searcher.count(new MatchAllDocsQuery()));
    }
}
