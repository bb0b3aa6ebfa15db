package org.penglai.crm.records.internal.duplicates;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.Localized;

/** Puts pairs together to groups: whoever is like one of a group belongs to it (disjoint sets, Tarjan 1975). */
final class Clusters {
    private static final int LONGEST = 400;
    private static final String COMMA_ZH = "、";
    private static final String COMMA_EN = ", ";

    private final Map<Long, Long> parents = new HashMap<>();
    private final Map<Long, Member> members = new LinkedHashMap<>();

    void add(long one, long other, int score, Iterable<Localized> reasons) {
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        for (Localized reason : reasons) {
            zh.append(zh.isEmpty() ? "" : COMMA_ZH).append(reason.zh());
            en.append(en.isEmpty() ? "" : COMMA_EN).append(reason.en());
        }
        Member member = new Member(score, cut(zh), cut(en));
        members.merge(one, member, Member::better);
        members.merge(other, member, Member::better);
        long first = root(one);
        long second = root(other);
        parents.put(Math.max(first, second), Math.min(first, second));
    }

    /** The smallest id of the group in which the record is. */
    long root(long id) {
        long root = id;
        while (parents.getOrDefault(root, root) != root) {
            root = parents.get(root);
        }
        for (long at = id; at != root; ) {
            long next = parents.getOrDefault(at, at);
            parents.put(at, root);
            at = next;
        }
        return root;
    }

    /** By record. */
    Map<Long, Member> members() {
        return members;
    }

    /** How much a group is alike: as much as its best pair. */
    Map<Long, Integer> scores() {
        Map<Long, Integer> scores = new HashMap<>();
        members.forEach((id, member) -> scores.merge(root(id), member.score(), Math::max));
        return scores;
    }

    private static String cut(StringBuilder text) {
        return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST);
    }

    /** What is most alike in another record. */
    record Member(int score, String zh, String en) {
        Member better(Member other) {
            return other.score > score ? other : this;
        }
    }
}
