package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.UndoLedger;

/** Has a batch for each job that can be taken back, with one record that was written since. */
record FakeUndoLedger(Set<Long> undoable) implements UndoLedger {
    @Override
    public boolean canUndo(long job) {
        return undoable.contains(job);
    }

    @Override
    public List<Batch> list(Long owner, Long before, int limit) {
        return undoable.stream()
                .filter(job -> before == null || job < before)
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .map(job -> new Batch(job, null, Instant.EPOCH))
                .toList();
    }

    @Override
    public List<Left> left(Caller caller, long job, int limit) {
        return undoable.contains(job)
                ? List.of(new Left("customers", 5, "云启科技", Localized.of("之后又被修改过。", "It has been changed since.")))
                : List.of();
    }
}
