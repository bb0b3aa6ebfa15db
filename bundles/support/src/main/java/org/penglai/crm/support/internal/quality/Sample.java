package org.penglai.crm.support.internal.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordWalk;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * A few tickets of each agent, each as likely as the others. Tickets are put in the order of a hash of their id and the
 * sheet's, and the first ones are taken (bottom-k sampling: Cohen and Kaplan, Summarizing Data using Bottom-k Sketches, PODC
 * 2007). So the same days give the same tickets, however often and wherever they are drawn, and no more than those few are
 * held in memory.
 */
final class Sample {
    private final long seed;
    private final int perAgent;
    /** By agent, the one to be dropped first on top. */
    private final Map<Long, PriorityQueue<RecordSnapshot>> kept = new TreeMap<>();

    private Sample(long seed, int perAgent) {
        this.seed = seed;
        this.perAgent = perAgent;
    }

    /**
     * @param filter RSQL: tickets that can be drawn
     * @param seed id of the sheet
     * @return drawn tickets, agent by agent
     */
    static List<RecordSnapshot> of(RecordReader records, String filter, long seed, int perAgent) {
        Sample sample = new Sample(seed, perAgent);
        for (List<RecordSnapshot> some : RecordWalk.of(records, TicketType.TYPE, "(" + filter + ");owner=null=false")) {
            some.forEach(sample::add);
        }
        List<RecordSnapshot> drawn = new ArrayList<>();
        sample.kept.values().forEach(drawn::addAll);
        return drawn;
    }

    private void add(RecordSnapshot ticket) {
        PriorityQueue<RecordSnapshot> agents = kept.computeIfAbsent(
                ticket.reference(SystemFields.OWNER),
                agent -> new PriorityQueue<>(Comparator.comparingLong((RecordSnapshot one) -> hash(one.id()))
                        .reversed()));
        agents.add(ticket);
        if (agents.size() > perAgent) {
            agents.remove();
        }
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). */
    private long hash(long id) {
        long mixed = id ^ seed * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
