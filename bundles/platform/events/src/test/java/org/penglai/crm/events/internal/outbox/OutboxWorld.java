package org.penglai.crm.events.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.penglai.crm.events.internal.Journals;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Outbox, sequencer and reader on one database. */
public final class OutboxWorld implements AutoCloseable {
    public final TestDatabase database;
    public final Leases leases;
    final CommittedRows committed = new CommittedRows();
    final Sequencer sequencer;
    final TableOutboxReader reader;
    final Journals journals;
    final EventArrivals arrivals = new EventArrivals();

    public OutboxWorld(TestDatabase.Kind kind) {
        database = kind.migrated("events");
        leases = node();
        sequencer = new Sequencer(leases, committed);
        reader = new TableOutboxReader(leases);
        journals = new Journals(database);
    }

    /** Leases of one more node. */
    public Leases node() {
        return new Leases(database.database(), database.transactions(), database.dataSource());
    }

    /** Sequences all that is committed. */
    public void sequence() {
        committed.forget();
        int moved = sequencer.round();
        while (moved > 0) {
            moved = sequencer.round();
        }
    }

    /** The sequencer on its own thread. */
    SequencerLoop loop() {
        SequencerLoop loop = new SequencerLoop(leases, reader, arrivals);
        arrivals.listen(() -> {
            synchronized (this) {
                notifyAll();
            }
        });
        return loop;
    }

    /** What gives events to consumers, as on a node of its own. */
    ConsumerRunner runner() {
        return new ConsumerRunner(node(), reader, arrivals);
    }

    /** How far this consumer has come. */
    long position(String name) {
        return database.database().read(sql -> sql.select(EventTables.POSITION)
                .from(EventTables.READER)
                .where(EventTables.NAME.eq(name))
                .fetchOne(EventTables.POSITION));
    }

    /** Waits until the loop has given so many positions. */
    synchronized void waitFor(long last) throws InterruptedException {
        long until = System.nanoTime() + 20_000_000_000L;
        while (arrivals.last() < last) {
            long left = (until - System.nanoTime()) / 1_000_000;
            assertThat(left).as("milliseconds left to reach " + last).isPositive();
            wait(left);
        }
    }

    /** Looks until it is so; twenty seconds at most. */
    void until(BooleanSupplier so) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    /** Another node holds this lease from now on, for a moment that is over. */
    void takeAway(String name) {
        database.transactions().run(transaction -> transaction
                .sql()
                .update(EventTables.READER)
                .set(EventTables.LEASE_OWNER, "another node")
                .set(
                        EventTables.LEASE_UNTIL,
                        LocalDateTime.of(2026, 11, 22, 0, 0).minusYears(20))
                .where(EventTables.NAME.eq(name))
                .execute());
    }

    List<OutboxEvent> events() {
        List<OutboxEvent> all = new ArrayList<>();
        List<OutboxEvent> next = reader.read(0, 1_000);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = reader.read(all.get(all.size() - 1).position(), 1_000);
        }
        return all;
    }

    @Override
    public void close() {
        database.close();
    }
}
