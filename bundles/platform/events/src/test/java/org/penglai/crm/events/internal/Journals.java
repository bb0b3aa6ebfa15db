package org.penglai.crm.events.internal;

import java.time.Clock;
import java.util.List;
import org.penglai.crm.events.internal.audit.AuditKey;
import org.penglai.crm.events.internal.outbox.SequencerLoop;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Writes entries in transactions of their own. */
public final class Journals {
    private final TestDatabase database;
    private final TableJournal journal;

    public Journals(TestDatabase database) {
        this(database, null);
    }

    /** @param key of the audit; null for none */
    public Journals(TestDatabase database, AuditKey key) {
        this.database = database;
        this.journal = new TableJournal(database.transactions(), database.ids(), key, Clock.systemUTC());
    }

    public Journals telling(SequencerLoop sequencer) {
        journal.sequencer = sequencer;
        return this;
    }

    public TableJournal journal() {
        return journal;
    }

    public void commit(Entry... entries) {
        database.transactions().run(transaction -> {
            journal.append(transaction, List.of(entries));
            return null;
        });
    }

    /** What is to happen between the insert and the commit. */
    public void commit(Runnable before, Entry... entries) {
        database.transactions().run(transaction -> {
            journal.append(transaction, List.of(entries));
            before.run();
            return null;
        });
    }

    public static Entry created(long id) {
        return new Entry("customers", id, 1, "created", 7, "{\"name\":\"" + id + "\"}");
    }
}
