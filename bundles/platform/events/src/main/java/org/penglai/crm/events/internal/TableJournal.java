package org.penglai.crm.events.internal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.events.internal.outbox.SequencerLoop;
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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SequencerLoop sequencer;

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
        List<Long> events = insert(transaction.sql(), JournalTable.OUTBOX, entries);
        transaction.afterCommit(() -> committed(events));
        listeners.forEach(listener -> listener.appended(transaction, entries));
    }

    @Override
    public void note(Entry entry) {
        transactions.run(transaction -> {
            insert(transaction.sql(), JournalTable.AUDIT, List.of(entry));
            return null;
        });
    }

    private void committed(List<Long> events) {
        SequencerLoop present = sequencer;
        if (present != null) {
            present.committed(events);
        }
    }

    /** Returns the ids of the rows. */
    private List<Long> insert(DSLContext sql, Table<Record> table, List<Entry> entries) {
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
        List<Long> inserted = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            long id = ids.next();
            inserted.add(id);
            batch = batch.bind(
                    id,
                    now,
                    entry.userId(),
                    entry.type(),
                    entry.recordId(),
                    entry.recordVersion(),
                    entry.operation(),
                    entry.changes());
        }
        batch.execute();
        return inserted;
    }
}
