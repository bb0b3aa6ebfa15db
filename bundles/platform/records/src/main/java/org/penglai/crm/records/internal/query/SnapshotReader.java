package org.penglai.crm.records.internal.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RecordRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.spi.StoredType;

/**
 * Reading for other modules: records as snapshots, by the same filters and rights as lists. What is hidden from the caller
 * is not in them and what is masked shows a part of itself, for they end up in answers.
 */
@Component(service = SnapshotReader.class)
public class SnapshotReader implements RecordReader {
    private final QueryPlanner planner;
    private final Database database;
    private final SnapshotLoader loader = new SnapshotLoader();

    @Activate
    public SnapshotReader(@Reference QueryPlanner planner, @Reference Database database) {
        this.planner = planner;
        this.database = database;
    }

    /** The rights by which it reads. */
    public RecordRights rights() {
        return planner;
    }

    /**
     * Reading for hooks and actions: the records that the caller reaches with all that is in them. Rules decide by what is
     * there, not by what somebody may see of it.
     */
    public RecordReader forRules() {
        return new RecordReader() {
            @Override
            public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
                return found(caller, type, id);
            }

            @Override
            public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
                return found(caller, type, query);
            }
        };
    }

    @Override
    public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
        return shown(caller, type, found(caller, type, id).stream().toList()).stream()
                .findFirst();
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        return shown(caller, type, found(caller, type, query));
    }

    private Optional<RecordSnapshot> found(Caller caller, String type, long id) {
        StoredType stored = planner.readable(caller, type);
        return planner.within(caller, stored, RowRights.READ, List.of(id)).contains(id)
                ? loader.live(database, stored, id)
                : Optional.empty();
    }

    private List<RecordSnapshot> found(Caller caller, String type, RecordQuery query) {
        StoredType stored = planner.readable(caller, type);
        QueryPlan plan = planner.plan(caller, type, query.filter(), "", query.sort());
        return database.read(sql -> load(sql, stored, plan, query.limit()));
    }

    /** What the caller may see of the records, which are within his sight. */
    public List<RecordSnapshot> shown(Caller caller, String typeName, List<RecordSnapshot> found) {
        if (found.isEmpty() || caller.isSystem()) {
            return found;
        }
        FieldRights.Seen seen = planner.seen(caller, typeName);
        StoredType type = seen.type();
        boolean narrow = planner.rule(caller, type, RowRights.READ).narrow();
        Set<String> closed = planner.closed(caller, type);
        if (!narrow && seen.masked().isEmpty() && closed.isEmpty() && type == planner.typeOf(typeName)) {
            return found;
        }
        List<Long> ids = found.stream().map(RecordSnapshot::id).toList();
        Set<Long> whole = narrow ? planner.whole(caller, type, ids) : Set.copyOf(ids);
        Set<Long> cleared = closed.isEmpty() ? Set.of() : planner.cleared(caller, type, ids);
        Set<String> masked = new HashSet<>(seen.masked());
        masked.addAll(closed);
        return found.stream()
                .map(record -> shown(
                        record,
                        whole.contains(record.id()) ? type : planner.shown(caller, type, record.id()),
                        closed.isEmpty() || cleared.contains(record.id()) ? seen.masked() : masked))
                .toList();
    }

    private static RecordSnapshot shown(RecordSnapshot record, StoredType shown, Set<String> masked) {
        Map<String, Object> values = new LinkedHashMap<>(record.values());
        values.keySet().retainAll(shown.fields().keySet());
        values.replaceAll((name, value) -> masked.contains(name) && value != null
                ? Masking.shown(shown.fields().get(name).kind(), value)
                : value);
        return new RecordSnapshot(record.type(), record.id(), record.version(), values);
    }

    private List<RecordSnapshot> load(DSLContext sql, StoredType type, QueryPlan plan, int limit) {
        List<Long> ids =
                plan
                        .page(plan.joins().from())
                        .fetch(sql, List.of(plan.joins().root().id()), null, limit)
                        .stream()
                        .map(row -> row.get(0, Long.class))
                        .toList();
        return new ArrayList<>(
                loader.load(sql, type, ids, SnapshotLoader.Mode.LIVE).values());
    }
}
