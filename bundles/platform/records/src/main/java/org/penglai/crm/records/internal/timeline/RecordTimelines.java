package org.penglai.crm.records.internal.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.TimelineEntry;
import org.penglai.crm.api.records.TimelinePosition;
import org.penglai.crm.api.records.TimelineSource;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Sources;
import org.penglai.crm.events.spi.AuditTrail;
import org.penglai.crm.events.spi.AuditTrail.Row;
import org.penglai.crm.events.spi.AuditTrail.Which;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Timelines;
import org.penglai.crm.records.spi.Types;

/**
 * Merges what audit, records of other types and further sources tell of a record. Each gives one entry more than a page
 * has, from the same position on, so that one request needs one query of each.
 */
@Component(service = Timelines.class)
public final class RecordTimelines implements Timelines {
    private static final Localized CREATION = Localized.of("创建", "Creation");
    private static final Localized CHANGES = Localized.of("修改", "Changes");

    private final QueryPlanner planner;
    private final Types types;
    private final Database database;
    private final AuditTrail audit;
    private final AuditItems auditItems = new AuditItems();

    private final Sources<TimelineSource> sources;

    @Activate
    public RecordTimelines(
            @Reference QueryPlanner planner,
            @Reference Types types,
            @Reference Database database,
            @Reference AuditTrail audit,
            @Reference Bulkheads bulkheads) {
        this.planner = planner;
        this.types = types;
        this.database = database;
        this.audit = audit;
        this.sources = new Sources<>(bulkheads);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "removeSource")
    void addSource(TimelineSource source, Map<String, Object> properties) {
        addSource(source, (Long) properties.get(Constants.SERVICE_BUNDLEID));
    }

    /** @param bundle that it belongs to */
    public void addSource(TimelineSource source, long bundle) {
        sources.add(source, bundle);
    }

    void removeSource(TimelineSource source) {
        sources.remove(source);
    }

    @Override
    public Page read(Caller caller, String typeName, long id, Request request) {
        planner.readable(caller, typeName);
        FieldRights.Seen all = planner.seen(caller, typeName);
        TimelinePosition after = TimelineCursor.read(request.cursor());
        int wanted = request.limit() + 1;
        // Asked outside, since they need connections of their own; what they say is used only if the record is there.
        planner.requireRecord(caller, all.type(), id);
        StoredType shown = planner.shown(caller, all.type(), id);
        FieldRights.Seen seen = new FieldRights.Seen(shown, planner.maskedOn(caller, shown, id, all.masked()));
        // What others tell of a record that does not show all of its fields is not known to keep to those it shows.
        List<TimelineEntry> further = shown == all.type()
                ? sources.ask(source -> isWanted(request, source.kind())
                        ? ask(source, caller, typeName, id, after, wanted)
                        : List.<TimelineEntry>of())
                : List.of();
        return database.read(sql -> page(sql, caller, seen, id, request, after, further));
    }

    private Page page(
            DSLContext sql,
            Caller caller,
            FieldRights.Seen seen,
            long id,
            Request request,
            TimelinePosition after,
            List<TimelineEntry> further) {
        StoredType type = seen.type();
        int wanted = request.limit() + 1;
        Map<Long, Row> rows = new HashMap<>();
        List<TimelineEntry> entries = new ArrayList<>(further);
        for (Row row : auditRows(sql, type, id, request, after, wanted)) {
            rows.put(row.id(), row);
            entries.add(entry(type, row));
        }
        for (RecordSource source : recordSources(caller, type)) {
            if (isWanted(request, source.definition().kind())) {
                entries.addAll(source.find(sql, planner.rows(caller, source.type()), type.name(), id, after, wanted));
            }
        }
        entries.sort(Comparator.comparing(TimelineEntry::position));
        boolean more = entries.size() > request.limit();
        List<TimelineEntry> shown = more ? entries.subList(0, request.limit()) : entries;
        String next = more ? TimelineCursor.write(shown.get(shown.size() - 1).position()) : null;
        return new Page(items(sql, caller, seen, shown, rows), next);
    }

    private List<Row> auditRows(
            DSLContext sql, StoredType type, long id, Request request, TimelinePosition after, int wanted) {
        boolean creation = isWanted(request, CREATED);
        boolean changes = isWanted(request, CHANGE);
        if (!creation && !changes) {
            return List.of();
        }
        Which which = creation && changes ? Which.ALL : creation ? Which.CREATION : Which.CHANGES;
        Instant at = after == null ? null : after.at();
        return audit.of(sql, type.name(), id, at, after == null ? 0 : after.id(), which, wanted);
    }

    private static TimelineEntry entry(StoredType type, Row row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("operation", row.entry().operation());
        data.put("version", row.entry().recordVersion());
        return new TimelineEntry(
                row.id(),
                AuditItems.isCreation(row) ? CREATED : CHANGE,
                row.at(),
                row.entry().userId(),
                type.name(),
                row.entry().recordId(),
                AuditItems.title(type, row.entry().operation()),
                null,
                data);
    }

    private List<Item> items(
            DSLContext sql, Caller caller, FieldRights.Seen seen, List<TimelineEntry> entries, Map<Long, Row> rows) {
        StoredType type = seen.type();
        Map<Long, Map<String, List<?>>> changes = new HashMap<>();
        Map<String, Set<Long>> wanted = new HashMap<>();
        for (TimelineEntry entry : entries) {
            if (entry.userId() != null) {
                wanted.computeIfAbsent(StoredSystemFields.USERS, users -> new HashSet<>())
                        .add(entry.userId());
            }
            if (rows.containsKey(entry.id())) {
                Map<String, List<?>> ofRow = auditItems.changes(rows.get(entry.id()), types.get(type.name()), seen);
                changes.put(entry.id(), ofRow);
                AuditItems.references(type, ofRow, wanted);
            }
        }
        Map<String, Map<Long, String>> titles = planner.titles().fetch(sql, caller, wanted);
        FieldTexts texts = new FieldTexts(caller, titles, planner.regions().get());
        Map<Long, String> users = titles.getOrDefault(StoredSystemFields.USERS, Map.of());
        return entries.stream()
                .map(entry -> {
                    Map<String, List<?>> ofRow = changes.getOrDefault(entry.id(), Map.of());
                    return new Item(
                            entry.id(),
                            entry.kind(),
                            entry.at(),
                            entry.userId() == null ? null : new Person(entry.userId(), users.get(entry.userId())),
                            entry.type(),
                            entry.recordId(),
                            entry.title(),
                            entry.text(),
                            ofRow.isEmpty() ? null : AuditItems.told(type, ofRow, texts),
                            entry.data());
                })
                .toList();
    }

    private List<RecordSource> recordSources(Caller caller, StoredType target) {
        return types.list().stream()
                .filter(type -> !type.timelines().isEmpty() && caller.may(type.name() + ":read"))
                .map(type -> planner.seen(caller, type.name()))
                .flatMap(seen -> seen.type().timelines().stream()
                        .map(definition -> new RecordSource(seen.type(), seen.masked(), definition)))
                .filter(source -> source.leadsTo(target.name()))
                .toList();
    }

    @Override
    public List<Kind> kinds(Caller caller, StoredType type) {
        Map<String, Localized> kinds = new LinkedHashMap<>();
        kinds.put(CREATED, CREATION);
        kinds.put(CHANGE, CHANGES);
        recordSources(caller, type)
                .forEach(source -> kinds.putIfAbsent(
                        source.definition().kind(), source.type().label()));
        sources.ask(source -> List.of(Map.entry(source.kind(), source.label())))
                .forEach(kind -> kinds.putIfAbsent(kind.getKey(), kind.getValue()));
        return kinds.entrySet().stream()
                .map(kind -> new Kind(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static List<TimelineEntry> ask(
            TimelineSource source, Caller caller, String type, long id, TimelinePosition after, int limit) {
        return source.find(caller, type, id, after, limit).stream()
                .filter(entry -> after == null || entry.position().compareTo(after) > 0)
                .toList();
    }

    private static boolean isWanted(Request request, String kind) {
        return request.kinds().isEmpty() || request.kinds().contains(kind);
    }
}
