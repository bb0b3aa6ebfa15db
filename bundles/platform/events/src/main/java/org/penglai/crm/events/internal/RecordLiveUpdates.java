package org.penglai.crm.events.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;

/** Tells open pages of records that were written, after the commit. */
@Component
public final class RecordLiveUpdates implements JournalListener {
    /** Of a type in one transaction; whoever shows a list of it then reads it again anyway. */
    private static final int MOST = 50;

    private static final Set<String> WORDS = Set.of("created", "deleted", "restored");

    private final LiveUpdates live;

    @Activate
    public RecordLiveUpdates(@Reference LiveUpdates live) {
        this.live = live;
    }

    @Override
    public void appended(Transaction transaction, List<Entry> entries) {
        List<LiveUpdate> updates = updates(entries);
        transaction.afterCommit(() -> updates.forEach(live::publish));
    }

    private static List<LiveUpdate> updates(List<Entry> entries) {
        Map<String, List<LiveUpdate>> byType = new LinkedHashMap<>();
        for (Entry entry : entries) {
            byType.computeIfAbsent(entry.type(), type -> new ArrayList<>())
                    .add(new LiveUpdate(LiveUpdate.RECORD, 0, key(entry)));
        }
        List<LiveUpdate> updates = new ArrayList<>();
        byType.forEach((type, list) -> {
            if (list.size() > MOST) {
                updates.add(new LiveUpdate(LiveUpdate.RECORD, 0, type));
            } else {
                updates.addAll(list);
            }
        });
        return updates;
    }

    /** To a page an action is just a change. */
    private static String key(Entry entry) {
        String operation = WORDS.contains(entry.operation()) ? entry.operation() : "updated";
        return String.join(
                ":", entry.type(), Ids.format(entry.recordId()), Long.toString(entry.recordVersion()), operation);
    }
}
