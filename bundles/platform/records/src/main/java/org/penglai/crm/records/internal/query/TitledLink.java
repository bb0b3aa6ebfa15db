package org.penglai.crm.records.internal.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredType;

/**
 * A link with what its target is called.
 *
 * @param title null if the caller may not read the target
 */
record TitledLink(RecordLink link, String title) {

    /** The links of the records to targets that are not deleted, by field and record. */
    static Map<String, Map<Long, List<TitledLink>>> read(
            DSLContext sql, Caller caller, StoredType type, Collection<Long> ids, Titles titles) {
        Map<String, Map<Long, List<RecordLink>>> links = LinkTable.read(sql, type, ids);
        Map<String, Set<Long>> wanted = new HashMap<>();
        links.values().forEach(byRecord -> byRecord.values()
                .forEach(list -> list.forEach(link -> wanted.computeIfAbsent(link.type(), target -> new HashSet<>())
                        .add(link.id()))));
        Map<String, Map<Long, String>> live = titles.live(sql, caller, wanted);
        Map<String, Map<Long, List<TitledLink>>> titled = new HashMap<>();
        links.forEach((field, byRecord) ->
                byRecord.forEach((id, list) -> titled.computeIfAbsent(field, name -> new HashMap<>())
                        .put(
                                id,
                                list.stream()
                                        .filter(link -> live.get(link.type()).containsKey(link.id()))
                                        .map(link -> new TitledLink(
                                                link, live.get(link.type()).get(link.id())))
                                        .toList())));
        return titled;
    }
}
