package org.penglai.crm.search.internal.query;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.penglai.crm.records.spi.ChineseText;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.TextIndex;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.search.internal.index.Fields;
import org.penglai.crm.search.internal.index.LiveIndex;
import org.penglai.crm.search.internal.text.Names;

/** Tells lists which records hold a text, by the index of this node. There from the start, since lists ask for it in passing. */
@Component(immediate = true)
public final class IndexedTexts implements TextIndex {
    /** The index has a change a moment after its commit, and a transaction may have begun long before that. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);
    /** Of longer titles the index does not have the end. */
    private static final int LONGEST_TITLE = 240;

    private final LiveIndex index;
    private final Types types;
    private final OutboxReader outbox;
    private final ChineseText chinese;
    private final Names names;
    private final Clock clock;

    @Activate
    public IndexedTexts(
            @Reference LiveIndex index,
            @Reference Types types,
            @Reference OutboxReader outbox,
            @Reference ChineseText chinese) {
        this(index, types, outbox, chinese, Clock.systemUTC());
    }

    /** Outside a container. */
    public IndexedTexts(LiveIndex index, Types types, OutboxReader outbox, ChineseText chinese, Clock clock) {
        this.index = index;
        this.types = types;
        this.outbox = outbox;
        this.chinese = chinese;
        this.names = new Names(chinese);
        this.clock = clock;
    }

    @Override
    public Optional<Candidates> holding(String typeName, String text, int most) {
        StoredType type = types.find(typeName).orElse(null);
        String plain = names.plain(text, LONGEST_TITLE);
        // Signs and other scripts than simplified Chinese may be folded otherwise within a longer text.
        boolean same = chinese.folded(text).equals(text.toLowerCase(Locale.ROOT));
        if (type == null || !same || plain.codePointCount(0, plain.length()) < 2 || !isWhole(type)) {
            return Optional.empty();
        }
        long position = index.completeTo(type);
        if (position < 0) {
            return Optional.empty();
        }
        Instant since = since(position);
        return index.search(searcher -> {
                    Ids ids = new Ids(most);
                    searcher.search(IndexQuery.holding(typeName, plain), ids);
                    return ids;
                })
                .filter(ids -> ids.count <= most)
                .map(ids -> new Candidates(Arrays.copyOf(ids.found, ids.count), since));
    }

    private static boolean isWhole(StoredType type) {
        int longest = type.title().maxLength();
        return longest > 0 && longest <= LONGEST_TITLE;
    }

    /** What was committed before is in the index. */
    private Instant since(long position) {
        List<OutboxEvent> next = outbox.read(position, 1);
        Instant at = next.isEmpty() ? clock.instant() : next.get(0).at();
        return at.minus(UNDER_WAY);
    }

    /** Takes the ids of what is found, one more than is wanted at most. */
    private static final class Ids extends SimpleCollector {
        private final int most;
        private final long[] found;
        private int count;
        private NumericDocValues values;

        Ids(int most) {
            this.most = most;
            this.found = new long[most + 1];
        }

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            stopIfFull();
            values = leaf.reader().getNumericDocValues(Fields.ID);
        }

        @Override
        public void collect(int document) throws IOException {
            stopIfFull();
            if (values.advanceExact(document)) {
                found[count++] = values.longValue();
            }
        }

        private void stopIfFull() {
            if (count > most) {
                throw new CollectionTerminatedException();
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
