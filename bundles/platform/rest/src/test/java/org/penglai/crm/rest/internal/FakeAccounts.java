package org.penglai.crm.rest.internal;

import java.util.List;
import java.util.Optional;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;

/** Takes changes of accounts and remembers the last one. */
final class FakeAccounts implements Records {
    volatile RecordChange.Update last;

    @Override
    public List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes) {
        last = (RecordChange.Update) changes.get(0);
        return List.of(new RecordSnapshot(last.type(), last.id(), 2, last.values()));
    }

    @Override
    public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
        throw new UnsupportedOperationException();
    }
}
