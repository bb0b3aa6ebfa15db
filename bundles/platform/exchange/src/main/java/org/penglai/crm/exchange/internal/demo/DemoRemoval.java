package org.penglai.crm.exchange.internal.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One removal. The newest go first: ids grow with time, and a record is never older than those that it was created
 * with references to. For one thread.
 */
final class DemoRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(DemoRemoval.class);

    private final Types types;
    private final Records records;
    private final DemoIndex index;

    DemoRemoval(Types types, Records records, DemoIndex index) {
        this.types = types;
        this.records = records;
        this.index = index;
    }

    /** Deletes all sample records that nothing holds, and returns how many that were. */
    int remove() {
        List<RecordChange.Delete> all = live();
        List<RecordChange.Delete> left = all;
        boolean progress = true;
        while (!left.isEmpty() && progress) {
            delete(left);
            List<RecordChange.Delete> now = live();
            progress = now.size() < left.size();
            left = now;
        }
        types.list().forEach(index::forgetDeleted);
        if (!left.isEmpty()) {
            LOG.info("{} sample records stay, because other records refer to them", left.size());
        }
        return all.size() - left.size();
    }

    private List<RecordChange.Delete> live() {
        List<RecordChange.Delete> live = new ArrayList<>();
        for (StoredType type : types.list()) {
            index.live(type).forEach(id -> live.add(new RecordChange.Delete(type.name(), id, null)));
        }
        live.sort(Comparator.comparing(RecordChange.Delete::id).reversed());
        return live;
    }

    /** Record by record where a whole chunk is refused: people may have made others depend on one of them. */
    private void delete(List<RecordChange.Delete> deletes) {
        for (int from = 0; from < deletes.size(); from += DemoLoading.CHUNK) {
            List<RecordChange.Delete> chunk = deletes.subList(from, Math.min(from + DemoLoading.CHUNK, deletes.size()));
            if (!apply(chunk)) {
                chunk.forEach(delete -> apply(List.of(delete)));
            }
        }
    }

    /** Whether it was done; not if a record is in use, or went along with another one meanwhile. */
    private boolean apply(List<RecordChange.Delete> deletes) {
        try {
            records.apply(Caller.system(), List.copyOf(deletes));
            return true;
        } catch (Conflict | NotFound e) {
            LOG.debug("sample records refused", e);
            return false;
        }
    }
}
