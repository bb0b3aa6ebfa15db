package org.penglai.crm.search.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.ChineseText;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.search.internal.index.LiveIndex;
import org.penglai.crm.search.internal.query.Judgement.Scored;
import org.penglai.crm.search.internal.text.Names;
import org.penglai.crm.search.internal.text.Wanted;
import org.penglai.crm.search.spi.Search;

/** Candidates from the index, records from the query engine, and the words looked for once more in what that shows. */
@Component(service = Search.class)
public final class IndexedSearch implements Search {
    private static final int LONGEST = 200;
    /**
     * Of a type of which the caller sees no more than these, the index is asked for these alone; of others enough are
     * among the first that it finds.
     */
    private static final int[] FEW = {2_000, 20_000};
    /** Of what the index finds; whoever sees none of so many is better served by asking for what he sees. */
    private static final int[] TRIED = {1_000, 20_000};

    private final Types types;
    private final Access access;
    private final LiveIndex index;
    private final VisibleRecords visible;
    private final Names names;
    private final Transactions transactions;
    private final Journal journal;

    @Activate
    public IndexedSearch(
            @Reference Types types,
            @Reference Access access,
            @Reference RecordQueries queries,
            @Reference LiveIndex index,
            @Reference ChineseText chinese,
            @Reference Transactions transactions,
            @Reference Journal journal) {
        this.types = types;
        this.access = access;
        this.index = index;
        this.visible = new VisibleRecords(queries);
        this.names = new Names(chinese);
        this.transactions = transactions;
        this.journal = journal;
    }

    @Override
    public List<Hit> find(Caller caller, String words, List<String> only, int limit) {
        if (words.length() > LONGEST || words.indexOf('\0') >= 0) {
            throw new Malformed(
                    "badSearch",
                    Localized.of("搜索内容过长或含有不允许的字符。", "The search text is too long or no text."),
                    Violation.of("q", "badSearch", "搜索内容无效。", "The search text is invalid."));
        }
        Map<String, StoredType> seen = seen(caller, only);
        Wanted wanted = Wanted.read(words, names);
        if (wanted.isEmpty() || seen.isEmpty()) {
            return List.of();
        }
        return index.search(searcher -> indexed(searcher, caller, seen, wanted, limit))
                .flatMap(found -> found)
                .orElseGet(() -> listed(caller, seen, words, wanted, limit));
    }

    private Map<String, StoredType> seen(Caller caller, List<String> only) {
        Map<String, StoredType> seen = new LinkedHashMap<>();
        Set<String> wanted = new LinkedHashSet<>(only);
        for (StoredType type : types.list()) {
            if (wanted.isEmpty() || wanted.contains(type.name())) {
                access.seen(caller, type).ifPresent(open -> seen.put(type.name(), open));
            }
        }
        return seen;
    }

    /** Empty if most of what fits is out of the caller's sight. */
    private Optional<List<Hit>> indexed(
            IndexSearcher searcher, Caller caller, Map<String, StoredType> seen, Wanted wanted, int limit)
            throws IOException {
        IndexQuery query = new IndexQuery(index.fragments());
        Trial trial = new Trial(caller, seen, access, visible, new Judgement(names, wanted), limit);
        boolean ended = trial.read(new Candidates(searcher, query.of(wanted, seen.keySet())), limit);
        for (int step = 0; step < FEW.length && !ended; step++) {
            Map<String, Set<Long>> few = few(caller, seen, FEW[step]);
            ended = trial.read(new Candidates(searcher, query.of(wanted, seen.keySet(), few)), TRIED[step]);
        }
        return ended || !trial.found().isEmpty() ? Optional.of(best(trial.found(), limit)) : Optional.empty();
    }

    /** What the caller sees of the types of which he sees little. */
    private Map<String, Set<Long>> few(Caller caller, Map<String, StoredType> seen, int atMost) {
        Map<String, Set<Long>> few = new HashMap<>();
        seen.forEach((name, type) -> access.few(caller, type, atMost).ifPresent(ids -> few.put(name, ids)));
        return few;
    }

    /** Without an index: what lists find, from each type its share. */
    private List<Hit> listed(Caller caller, Map<String, StoredType> seen, String words, Wanted wanted, int limit) {
        Judgement judgement = new Judgement(names, wanted);
        List<Scored> found = new ArrayList<>();
        for (StoredType type : seen.values()) {
            for (JsonNode record : visible.searched(caller, type, words, Math.max(1, limit / 2))) {
                Scored scored = judgement.judge(type, record);
                if (scored != null) {
                    found.add(scored);
                }
            }
        }
        return best(found, limit);
    }

    private static List<Hit> best(List<Scored> found, int limit) {
        return found.stream()
                .sorted(Comparator.comparingInt(Scored::closeness).reversed())
                .limit(limit)
                .map(Scored::hit)
                .toList();
    }

    @Override
    public Status status() {
        return index.status();
    }

    @Override
    public State state() {
        return index.state();
    }

    @Override
    public void reindex(Caller caller) {
        Journal.Entry order = new Journal.Entry(LiveIndex.AREA, 0, 0, LiveIndex.REINDEX, caller.userId(), null);
        transactions.run(transaction -> {
            journal.append(transaction, List.of(order));
            return null;
        });
    }
}
