package org.penglai.crm.search.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.search.internal.query.Candidates.Candidate;
import org.penglai.crm.search.internal.query.Judgement.Scored;

/**
 * Goes through what the index finds, best first, until enough of it proves to be in the caller's sight and to hold the
 * words. Of thousands of candidates, rights are asked first and only of what is left anything is read. For one search.
 */
final class Trial {
    /** Read at a time; and the second page of candidates, of those who do not see all of the first. */
    private static final int PAGE = 200;
    /** Pages grow by this, so that those who see little pay for few questions and the others for few rows. */
    private static final int GROWTH = 4;

    private final Caller caller;
    private final Map<String, StoredType> seen;
    private final Access access;
    private final VisibleRecords visible;
    private final Judgement judgement;
    private final int wanted;
    private final List<Scored> found = new ArrayList<>();

    Trial(
            Caller caller,
            Map<String, StoredType> seen,
            Access access,
            VisibleRecords visible,
            Judgement judgement,
            int wanted) {
        this.caller = caller;
        this.seen = seen;
        this.access = access;
        this.visible = visible;
        this.judgement = judgement;
        this.wanted = wanted;
    }

    /** What was found by the last reading. */
    List<Scored> found() {
        return found;
    }

    /**
     * Begins anew with these.
     *
     * @param most candidates that are tried
     * @return whether it came to an end: enough is found, or the index has no more
     */
    boolean read(Candidates candidates, int most) throws IOException {
        found.clear();
        int page = wanted;
        int left = most;
        while (left > 0) {
            int asked = Math.min(page, left);
            List<Candidate> next = candidates.next(asked);
            read(page == wanted ? next : inSight(next));
            if (found.size() >= wanted || next.size() < asked) {
                return true;
            }
            left -= asked;
            page = Math.max(PAGE, page * GROWTH);
        }
        return false;
    }

    private void read(List<Candidate> candidates) {
        for (int from = 0; from < candidates.size() && found.size() < wanted; from += PAGE) {
            found.addAll(judged(candidates.subList(from, Math.min(candidates.size(), from + PAGE))));
        }
    }

    private List<Candidate> inSight(List<Candidate> candidates) {
        Set<Candidate> within = new HashSet<>();
        byType(candidates).forEach((type, ids) -> access.within(caller, seen.get(type), Access.READ, ids)
                .forEach(id -> within.add(new Candidate(type, id))));
        return candidates.stream().filter(within::contains).toList();
    }

    private List<Scored> judged(List<Candidate> candidates) {
        Map<Candidate, JsonNode> records = new HashMap<>();
        byType(candidates).forEach((type, ids) -> visible.among(caller, seen.get(type), ids)
                .forEach((id, record) -> records.put(new Candidate(type, id), record)));
        List<Scored> judged = new ArrayList<>();
        for (Candidate candidate : candidates) {
            JsonNode record = records.get(candidate);
            Scored scored = record == null ? null : judgement.judge(seen.get(candidate.type()), record);
            if (scored != null) {
                judged.add(scored);
            }
        }
        return judged;
    }

    private static Map<String, List<Long>> byType(List<Candidate> candidates) {
        Map<String, List<Long>> ids = new LinkedHashMap<>();
        candidates.forEach(candidate ->
                ids.computeIfAbsent(candidate.type(), type -> new ArrayList<>()).add(candidate.id()));
        return ids;
    }
}
