package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.penglai.crm.events.spi.AuditLog;
import org.penglai.crm.events.spi.AuditTrail.Row;
import org.penglai.crm.events.spi.AuditVerifier;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.Origin;
import org.penglai.crm.persistence.spi.Transaction;

/** An audit in memory. */
final class FakeAudit implements AuditLog, AuditVerifier, Journal {
    List<TakenBack> takenBack = List.of();
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    final List<Entry> noted = new CopyOnWriteArrayList<>();
    final List<Origin> origins = new CopyOnWriteArrayList<>();
    volatile Filter asked;
    volatile List<Head> heads;
    volatile List<Finding> findings = List.of();

    @Override
    public List<Row> list(Filter filter, long beforeId, int limit) {
        asked = filter;
        List<Row> rows = new ArrayList<>();
        for (int i = noted.size(); i >= 1; i--) {
            if ((beforeId == 0 || i < beforeId) && rows.size() < limit) {
                rows.add(new Row(i, NOW, noted.get(i - 1), origins.get(i - 1)));
            }
        }
        return rows;
    }

    @Override
    public Report verify(List<Head> exported) {
        heads = exported;
        return new Report(3, 1, 0, new Head(3, "abc"), takenBack, findings);
    }

    @Override
    public void append(Transaction transaction, List<Entry> entries) {
        entries.forEach(this::note);
    }

    @Override
    public void note(Entry entry) {
        origins.add(Origin.current());
        noted.add(entry);
    }
}
