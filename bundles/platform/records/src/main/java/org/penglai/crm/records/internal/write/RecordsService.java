package org.penglai.crm.records.internal.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.Types;

/** The record kernel as modules see it. */
@Component(service = {Records.class, RecordReader.class})
public final class RecordsService implements Records {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SnapshotReader reader;
    private final RecordWrites writes;
    private final Types types;
    private final Gates gates;

    @Activate
    public RecordsService(
            @Reference SnapshotReader reader,
            @Reference RecordWrites writes,
            @Reference Types types,
            @Reference Gates gates) {
        this.reader = reader;
        this.writes = writes;
        this.types = types;
        this.gates = gates;
    }

    @Override
    public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
        return reader.find(caller, type, id);
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        return reader.list(caller, type, query);
    }

    @Override
    public List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes) {
        Set<String> units = new HashSet<>();
        changes.forEach(change -> units.addAll(types.units(change.type())));
        try (Gates.Permit permit = gates.enter(units, PATIENCE)) {
            List<RecordSnapshot> after = new ArrayList<>();
            writes.apply(caller, changes).forEach(record -> after.add(shown(caller, record)));
            return after;
        }
    }

    /** Null for what was deleted. What was written by somebody who may not read it is known to his module alone. */
    private RecordSnapshot shown(Caller caller, RecordSnapshot record) {
        return record == null || !caller.may(record.type() + ":read")
                ? record
                : reader.shown(caller, record.type(), List.of(record)).get(0);
    }
}
