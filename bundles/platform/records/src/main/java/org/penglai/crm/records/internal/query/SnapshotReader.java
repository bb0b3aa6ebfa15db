package org.penglai.crm.records.internal.query;

import java.util.ArrayList;
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
import org.penglai.crm.records.internal.rights.RecordRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.spi.StoredType;

/** Reading for hooks, actions and other modules: records as snapshots, by the same filters and rights as lists. */
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

    @Override
    public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
        StoredType stored = planner.readable(caller, type);
        if (!planner.within(caller, stored, RowRights.READ, List.of(id)).contains(id)) {
            return Optional.empty();
        }
        List<RecordSnapshot> found = loader.live(database, stored, id).stream().toList();
        return shown(caller, stored, found).stream().findFirst();
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        planner.readable(caller, type);
        QueryPlan plan = planner.plan(caller, type, query.filter(), "", query.sort());
        List<RecordSnapshot> found = database.read(sql -> load(sql, plan, query.limit()));
        return shown(caller, plan.type(), found);
    }

    /** Without the values of fields that single records do not show. */
    private List<RecordSnapshot> shown(Caller caller, StoredType type, List<RecordSnapshot> found) {
        if (found.isEmpty() || !planner.rule(caller, type, RowRights.READ).narrow()) {
            return found;
        }
        Set<Long> whole = planner.whole(
                caller, type, found.stream().map(RecordSnapshot::id).toList());
        return found.stream()
                .map(record -> whole.contains(record.id())
                        ? record
                        : without(record, planner.shown(caller, type, record.id())))
                .toList();
    }

    private static RecordSnapshot without(RecordSnapshot record, StoredType shown) {
        Map<String, Object> values = new LinkedHashMap<>(record.values());
        values.keySet().retainAll(shown.fields().keySet());
        return new RecordSnapshot(record.type(), record.id(), record.version(), values);
    }

    private List<RecordSnapshot> load(DSLContext sql, QueryPlan plan, int limit) {
        List<Long> ids =
                plan
                        .page(plan.joins().from())
                        .fetch(sql, List.of(plan.joins().root().id()), null, limit)
                        .stream()
                        .map(row -> row.get(0, Long.class))
                        .toList();
        return new ArrayList<>(
                loader.load(sql, plan.type(), ids, SnapshotLoader.Mode.LIVE).values());
    }
}
