package org.penglai.crm.events.internal;

import java.util.List;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.testing.TestDatabase;

/** A journal with a listener, for specifications of other bundles. */
public final class ListenedJournal {
    private ListenedJournal() {}

    public static TableJournal on(TestDatabase database, JournalListener listener) {
        TableJournal journal = new TableJournal(database.transactions(), database.ids(), database.dataSource());
        journal.listeners = List.of(listener);
        return journal;
    }
}
