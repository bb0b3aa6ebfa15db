package org.penglai.crm.search.internal.index;

import java.io.IOException;
import org.apache.lucene.search.IndexSearcher;

/** Work with one searcher, which shows one moment. */
@FunctionalInterface
public interface Searching<T> {
    T with(IndexSearcher searcher) throws IOException;
}
