package org.penglai.crm.records.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.page.PageQuery;
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
        return database.read(sql -> Optional.ofNullable(
                loader.load(sql, stored, List.of(id), SnapshotLoader.Mode.LIVE).get(id)));
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        planner.readable(caller, type);
        QueryPlan plan = planner.plan(caller, type, query.filter(), "", query.sort());
        return database.read(sql -> load(sql, plan, query.limit()));
    }

    private List<RecordSnapshot> load(DSLContext sql, QueryPlan plan, int limit) {
        List<Long> ids = new PageQuery(plan.joins().from(), plan.condition(), plan.keys(), plan.coarse())
                .fetch(sql, List.of(plan.joins().root().id()), null, limit).stream()
                        .map(row -> row.get(0, Long.class))
                        .toList();
        return new ArrayList<>(
                loader.load(sql, plan.type(), ids, SnapshotLoader.Mode.LIVE).values());
    }
}
