package org.penglai.crm.events.internal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Field;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.events.internal.audit.AuditKey;
import org.penglai.crm.events.internal.outbox.SequencerLoop;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.events.spi.Origin;
import org.penglai.crm.persistence.spi.CompiledInsert;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;

/** Audit and outbox as tables next to the business data, so that one commit covers both. */
@Component
public final class TableJournal implements Journal {
    private static final CompiledInsert AUDIT = CompiledInsert.into(
            JournalTable.AUDIT,
            Stream.concat(JournalTable.AUDIT_COLUMNS.stream(), Stream.of(JournalTable.ROW_MAC))
                    .<Field<?>>map(field -> field)
                    .toList());
    private static final CompiledInsert OUTBOX = CompiledInsert.into(JournalTable.OUTBOX, JournalTable.COLUMNS);

    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final AuditKey key;

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
            @Reference AuditKey key,
            @Reference(target = "(osgi.jndi.service.name=crm-events)") DataSource migrated) {
        this(transactions, ids, key, Clock.systemUTC());
    }

    /** Wired without a container and without a key. */
    public TableJournal(Transactions transactions, Ids ids, DataSource migrated) {
        this(transactions, ids, null, Clock.systemUTC());
    }

    TableJournal(Transactions transactions, Ids ids, AuditKey key, Clock clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public void append(Transaction transaction, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Row> rows = rows(entries);
        audit(transaction, rows);
        transaction.insert(OUTBOX, rows.stream().map(Row::values).toList());
        List<Long> written = rows.stream().map(Row::id).toList();
        transaction.afterCommit(() -> committed(written));
        listeners.forEach(listener -> listener.appended(transaction, entries));
    }

    @Override
    public void note(Entry entry) {
        transactions.run(transaction -> {
            List<Row> rows = rows(List.of(entry));
            audit(transaction, rows);
            return transaction
                    .sql()
                    .insertInto(JournalTable.OPEN)
                    .set(JournalTable.ID, rows.get(0).id)
                    .execute();
        });
    }

    private void committed(List<Long> events) {
        SequencerLoop present = sequencer;
        if (present != null) {
            present.committed(events);
        }
    }

    /** The audit row and the event of a change share their id. */
    private List<Row> rows(List<Entry> entries) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        return entries.stream().map(entry -> new Row(ids.next(), now, entry)).toList();
    }

    private void audit(Transaction transaction, List<Row> rows) {
        AuditKey present = key;
        Origin origin = Origin.current();
        transaction.insert(
                AUDIT,
                rows.stream()
                        .map(row -> row.values(origin, present == null ? null : row.mac(present, origin)))
                        .toList());
    }

    private record Row(long id, LocalDateTime at, Entry entry) {
        Object[] values() {
            return new Object[] {
                id,
                at,
                entry.userId(),
                entry.type(),
                entry.recordId(),
                entry.recordVersion(),
                entry.operation(),
                entry.changes()
            };
        }

        Object[] values(Origin origin, String mac) {
            int common = JournalTable.COLUMNS.size();
            Object[] values = Arrays.copyOf(values(), common + 3);
            values[common] = origin.address();
            values[common + 1] = origin.traceId();
            values[common + 2] = mac;
            return values;
        }

        String mac(AuditKey key, Origin origin) {
            return key.rowMac(
                    id,
                    at,
                    entry.userId(),
                    entry.type(),
                    entry.recordId(),
                    entry.recordVersion(),
                    entry.operation(),
                    entry.changes(),
                    origin);
        }
    }
}
