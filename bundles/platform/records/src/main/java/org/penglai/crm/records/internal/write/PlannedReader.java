package org.penglai.crm.records.internal.write;

import java.util.List;
import java.util.Optional;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * What rules read: single records as the changes planned so far leave them, so that two changes of one list add up; lists
 * as they are in the database.
 */
final class PlannedReader implements RecordReader {
    private final PendingRecords records;
    private final RecordReader reader;

    PlannedReader(PendingRecords records, RecordReader reader) {
        this.records = records;
        this.reader = reader;
    }

    @Override
    public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
        Optional<RecordSnapshot> pending = records.pending(new RecordKey(type, id));
        return pending != null && caller.may(type + ":read") ? pending : reader.find(caller, type, id);
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        return reader.list(caller, type, query);
    }
}
