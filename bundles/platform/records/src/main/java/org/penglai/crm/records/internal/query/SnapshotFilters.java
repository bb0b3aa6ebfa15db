package org.penglai.crm.records.internal.query;

import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.internal.query.filter.Predicate;
import org.penglai.crm.records.spi.RecordFilters;
import org.penglai.crm.records.spi.StoredType;

/** Filters over snapshots. */
@Component(service = RecordFilters.class)
public final class SnapshotFilters implements RecordFilters {
    private final QueryPlanner planner;
    private final RecordReader reader;

    @Activate
    public SnapshotFilters(@Reference QueryPlanner planner, @Reference SnapshotReader reader) {
        this(planner, (RecordReader) reader);
    }

    private SnapshotFilters(QueryPlanner planner, RecordReader reader) {
        this.planner = planner;
        this.reader = reader;
    }

    /** Outside a container. */
    public static SnapshotFilters with(QueryPlanner planner, RecordReader reader) {
        return new SnapshotFilters(planner, reader);
    }

    @Override
    public void check(StoredType type, String filter) {
        SnapshotPredicate.refuseInitials(planner.predicate(Caller.system(), type, filter, Instant.now()));
    }

    @Override
    public boolean matches(StoredType type, String filter, RecordSnapshot record, Instant now) {
        Predicate predicate = planner.predicate(Caller.system(), type, filter, now);
        return new SnapshotPredicate(path -> value(record, path)).holds(predicate);
    }

    /** Null where a reference on the way is empty. */
    private Object value(RecordSnapshot record, FieldPath path) {
        RecordSnapshot at = record;
        StoredType type = null;
        for (String name : path.references()) {
            Long id = at.reference(name);
            String target = (type == null ? planner.typeOf(record.type()) : type)
                    .field(name)
                    .orElseThrow()
                    .target();
            Optional<RecordSnapshot> next = id == null ? Optional.empty() : reader.find(Caller.system(), target, id);
            if (next.isEmpty()) {
                return null;
            }
            at = next.get();
            type = planner.typeOf(target);
        }
        return at.values().get(path.field().name());
    }
}
