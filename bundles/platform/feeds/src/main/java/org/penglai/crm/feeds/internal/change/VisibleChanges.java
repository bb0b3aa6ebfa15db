package org.penglai.crm.feeds.internal.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.penglai.crm.feeds.spi.ChangeFeed;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.Types;

/** Passes events through the query engine: what a caller does not find there does not exist for him. */
@Component(service = {ChangeFeed.class, VisibleChanges.class})
public final class VisibleChanges implements ChangeFeed {
    private static final int SCANNED_AT_ONCE = 500;
    private static final int SCANNED_AT_MOST = 5_000;
    private static final int LOOKED_UP_AT_ONCE = 100;
    private static final String DELETED = "deleted";

    private final OutboxReader outbox;
    private final Records records;
    private final Types types;
    private final Access access;
    private final ObjectMapper mapper = new ObjectMapper();

    @Activate
    public VisibleChanges(
            @Reference OutboxReader outbox,
            @Reference Records records,
            @Reference Types types,
            @Reference Access access) {
        this.outbox = outbox;
        this.records = records;
        this.types = types;
        this.access = access;
    }

    @Override
    public Page read(Caller caller, long after, Set<String> types, int limit) {
        long last = outbox.last();
        if (after + 1 < outbox.first()) {
            throw new Invalid(Violation.of(
                    "after",
                    "gone",
                    "该位置之后的变更已清除，请重新读取全部数据。",
                    "Changes after that position were cleared away; read everything anew."));
        }
        List<Change> items = new ArrayList<>();
        long next = after;
        for (int scanned = 0; scanned < SCANNED_AT_MOST && items.size() < limit; scanned += SCANNED_AT_ONCE) {
            List<OutboxEvent> events = outbox.read(next, Math.min(SCANNED_AT_ONCE, Math.max(limit, 50)));
            if (events.isEmpty()) {
                break;
            }
            for (Change change : visible(caller, events, types)) {
                if (items.size() < limit) {
                    items.add(change);
                }
            }
            next = items.size() == limit
                    ? items.get(limit - 1).position()
                    : events.get(events.size() - 1).position();
        }
        return new Page(items, next, last);
    }

    /** Those of the events that the caller may know of. */
    public List<Change> visible(Caller caller, List<OutboxEvent> events, Set<String> types) {
        Map<String, Set<Long>> wanted = new LinkedHashMap<>();
        for (OutboxEvent event : events) {
            if ((types.isEmpty() || types.contains(event.type())) && caller.may(event.type() + ":read")) {
                wanted.computeIfAbsent(event.type(), type -> new LinkedHashSet<>())
                        .add(event.recordId());
            }
        }
        Map<String, Map<Long, RecordSnapshot>> seen = new HashMap<>();
        wanted.forEach((type, ids) -> seen.put(type, find(caller, type, ids)));
        Map<String, Set<Long>> gone = deletedWithin(caller, events, seen);
        List<Change> changes = new ArrayList<>();
        for (OutboxEvent event : events) {
            Map<Long, RecordSnapshot> ofType = seen.get(event.type());
            RecordSnapshot record = ofType == null ? null : ofType.get(event.recordId());
            boolean deletion = event.operation().equals(DELETED)
                    && gone.getOrDefault(event.type(), Set.of()).contains(event.recordId());
            if (record != null || deletion) {
                changes.add(change(event, deletion ? null : record));
            }
        }
        return changes;
    }

    /** The deleted records that the caller reached, by type: where they were counts, as for those that are there. */
    private Map<String, Set<Long>> deletedWithin(
            Caller caller, List<OutboxEvent> events, Map<String, Map<Long, RecordSnapshot>> seen) {
        Map<String, Set<Long>> deleted = new HashMap<>();
        for (OutboxEvent event : events) {
            if (event.operation().equals(DELETED) && seen.get(event.type()) != null) {
                deleted.computeIfAbsent(event.type(), type -> new LinkedHashSet<>())
                        .add(event.recordId());
            }
        }
        deleted.replaceAll((type, ids) -> types.find(type)
                .map(stored -> access.within(caller, stored, Access.READ, ids))
                .orElse(Set.of()));
        return deleted;
    }

    private Map<Long, RecordSnapshot> find(Caller caller, String type, Set<Long> ids) {
        Map<Long, RecordSnapshot> found = new HashMap<>();
        List<Long> all = new ArrayList<>(ids);
        try {
            for (int from = 0; from < all.size(); from += LOOKED_UP_AT_ONCE) {
                List<Long> some = all.subList(from, Math.min(all.size(), from + LOOKED_UP_AT_ONCE));
                String filter = some.stream().map(Ids::format).collect(Collectors.joining(",", "id=in=(", ")"));
                records.list(caller, type, new RecordQuery(filter, "", some.size()))
                        .forEach(record -> found.put(record.id(), record));
            }
            return found;
        } catch (NotFound notInstalled) {
            // Its module is gone: nobody sees its records.
            return null;
        }
    }

    private Change change(OutboxEvent event, RecordSnapshot record) {
        return new Change(
                event.position(),
                event.at(),
                event.type(),
                event.recordId(),
                event.recordVersion(),
                event.operation(),
                event.userId(),
                record == null ? List.of() : fields(event.changes(), record));
    }

    private List<String> fields(String changes, RecordSnapshot record) {
        List<String> fields = new ArrayList<>();
        if (changes != null) {
            try {
                JsonNode object = mapper.readTree(changes);
                for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                    String name = names.next();
                    if (record.values().containsKey(name)) {
                        fields.add(name);
                    }
                }
            } catch (JsonProcessingException unreadable) {
                throw new IllegalStateException("changes of " + record.type() + " cannot be read", unreadable);
            }
        }
        return fields;
    }
}
