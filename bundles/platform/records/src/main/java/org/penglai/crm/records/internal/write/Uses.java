package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.rights.RecordRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.spi.StoredType;

/** Records that stand against a deletion. */
final class Uses {
    private final RecordRights rights;
    private final Map<StoredType, Set<Long>> records = new LinkedHashMap<>();

    Uses(RecordRights rights) {
        this.rights = rights;
    }

    void add(StoredType type, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            records.computeIfAbsent(type, any -> new LinkedHashSet<>()).addAll(ids);
        }
    }

    /**
     * Types are named with the counts of what the caller sees; of the rest he learns no more than how much there is.
     *
     * @throws Rejection if there are any
     */
    void refuse(PlannedChange change, Caller caller) {
        if (records.isEmpty()) {
            return;
        }
        List<Violation> uses = new ArrayList<>();
        int hidden = 0;
        for (Map.Entry<StoredType, Set<Long>> of : records.entrySet()) {
            StoredType type = of.getKey();
            int seen = seen(caller, type, of.getValue());
            hidden += of.getValue().size() - seen;
            if (seen > 0) {
                uses.add(Violation.of(
                        "",
                        "inUse",
                        type.label().zh() + " " + seen + " 条",
                        seen + " " + type.plural().en()));
            }
        }
        if (hidden > 0) {
            uses.add(Violation.of("", "inUse", "您无权查看的记录 " + hidden + " 条", hidden + " records that you may not see"));
        }
        throw new Rejection(Map.of(
                change.origin(), new Conflict("inUse", Localized.of("仍被其他记录引用，不能删除。", "It is still in use."), uses)));
    }

    private int seen(Caller caller, StoredType type, Set<Long> ids) {
        if (caller.isSystem()) {
            return ids.size();
        }
        return caller.may(type.name() + ":" + RowRights.READ)
                ? rights.within(caller, type, RowRights.READ, ids).size()
                : 0;
    }
}
