package org.penglai.crm.search.internal.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldDocs;
import org.penglai.crm.search.internal.index.Fields;

/** Pages through what the index finds at one moment, best first. For one thread. */
final class Candidates {
    private static final Sort BEST = new Sort(
            SortField.FIELD_SCORE,
            new SortField(Fields.AT, SortField.Type.LONG, true),
            new SortField(Fields.ID, SortField.Type.LONG, true));

    private final IndexSearcher searcher;
    private final Query query;
    private ScoreDoc last;

    Candidates(IndexSearcher searcher, Query query) {
        this.searcher = searcher;
        this.query = query;
    }

    /** The next ones; fewer than asked for at the end. */
    List<Candidate> next(int count) throws IOException {
        TopFieldDocs found = searcher.searchAfter(last, query, count, BEST, true);
        List<Candidate> candidates = new ArrayList<>(found.scoreDocs.length);
        for (ScoreDoc doc : found.scoreDocs) {
            candidates.add(candidate((FieldDoc) doc));
            last = doc;
        }
        return candidates;
    }

    private Candidate candidate(FieldDoc doc) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc.doc, leaves));
        SortedDocValues types = leaf.reader().getSortedDocValues(Fields.TYPE);
        NumericDocValues ids = leaf.reader().getNumericDocValues(Fields.ID);
        int at = doc.doc - leaf.docBase;
        types.advanceExact(at);
        ids.advanceExact(at);
        return new Candidate(types.lookupOrd(types.ordValue()).utf8ToString(), ids.longValue());
    }

    record Candidate(String type, long id) {}
}
