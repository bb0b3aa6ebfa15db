package org.penglai.crm.events.internal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;

/** Audit and outbox as tables next to the business data, so that one commit covers both. */
@Component
public final class TableJournal implements Journal {
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<JournalListener> listeners = List.of();

    /** @param migrated only there when the tables are */
    @Activate
    public TableJournal(
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference(target = "(osgi.jndi.service.name=crm-events)") DataSource migrated) {
        this(transactions, ids, Clock.systemUTC());
    }

    TableJournal(Transactions transactions, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void append(Transaction transaction, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        insert(transaction.sql(), JournalTable.AUDIT, entries);
        insert(transaction.sql(), JournalTable.OUTBOX, entries);
        listeners.forEach(listener -> listener.appended(transaction, entries));
    }

    @Override
    public void note(Entry entry) {
        transactions.run(transaction -> {
            insert(transaction.sql(), JournalTable.AUDIT, List.of(entry));
            return null;
        });
    }

    private void insert(DSLContext sql, Table<Record> table, List<Entry> entries) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        BatchBindStep batch = sql.batch(sql.insertInto(
                        table,
                        JournalTable.ID,
                        JournalTable.HAPPENED_AT,
                        JournalTable.USER_ID,
                        JournalTable.TYPE,
                        JournalTable.RECORD_ID,
                        JournalTable.RECORD_VERSION,
                        JournalTable.OPERATION,
                        JournalTable.CHANGES)
                .values((Long) null, null, null, null, null, null, null, null));
        for (Entry entry : entries) {
            batch = batch.bind(
                    ids.next(),
                    now,
                    entry.userId(),
                    entry.type(),
                    entry.recordId(),
                    entry.recordVersion(),
                    entry.operation(),
                    entry.changes());
        }
        batch.execute();
    }
}
