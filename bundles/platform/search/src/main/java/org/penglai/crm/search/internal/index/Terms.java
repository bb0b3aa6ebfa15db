package org.penglai.crm.search.internal.index;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Terms that were cut before, as Lucene wants them; lists follow each other with a gap that no phrase bridges. */
final class Terms extends TokenStream {
    private static final int GAP = 100;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final Iterator<? extends Collection<String>> lists;
    private Iterator<String> current = List.<String>of().iterator();
    private boolean started;

    Terms(Collection<? extends Collection<String>> lists) {
        this.lists = lists.iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        boolean next = false;
        while (!current.hasNext()) {
            if (!lists.hasNext()) {
                return false;
            }
            current = lists.next().iterator();
            next = true;
        }
        term.append(current.next());
        increment.setPositionIncrement(next && started ? GAP : 1);
        started = true;
        return true;
    }
}
