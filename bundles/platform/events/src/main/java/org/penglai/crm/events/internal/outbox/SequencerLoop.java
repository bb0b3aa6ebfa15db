package org.penglai.crm.events.internal.outbox;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jooq.SQLDialect;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.events.internal.Wake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sequencer on a thread of its own: woken by commits of this process, and looking ten times a second for those
 * of other nodes. Every node has one; the lease decides which of them works, the others only follow the last position.
 */
@Component(service = SequencerLoop.class, immediate = true)
public final class SequencerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SequencerLoop.class);
    /** Many commits share one round; still far less than a page needs to show a change. */
    private static final long COLLECT_MILLISECONDS = 20;

    private static final long LOOK_MILLISECONDS = 100;
    private static final long ALONE_MILLISECONDS = 2_000;
    private static final long AFTER_FAILURE_MILLISECONDS = 1_000;

    private final Leases leases;
    private final Sequencer sequencer;
    private final TableOutboxReader reader;
    private final EventArrivals arrivals;
    private final Wake wake = new Wake();
    private final Thread thread = new Thread(this::loop, "crm-outbox-sequencer");

    @Activate
    public SequencerLoop(
            @Reference Leases leases, @Reference TableOutboxReader reader, @Reference EventArrivals arrivals) {
        this.leases = leases;
        this.reader = reader;
        this.arrivals = arrivals;
        this.sequencer = new Sequencer(leases, new CommittedRows());
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(3));
    }

    /** This process has committed these rows. */
    public void committed(List<Long> ids) {
        sequencer.note(ids);
        wake.up();
    }

    private void loop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean more = round();
                if (!more) {
                    wake.await(pause());
                }
                TimeUnit.MILLISECONDS.sleep(COLLECT_MILLISECONDS);
            }
        } catch (InterruptedException stopping) {
            LOG.debug("The sequencer stops");
        }
        giveBack();
    }

    /** Whether there may be more to do at once. */
    private boolean round() throws InterruptedException {
        try {
            boolean more = sequencer.round() >= Sequencer.MOST;
            arrivals.reached(reader.last());
            return more;
        } catch (RuntimeException failure) {
            // Boundary of the thread: without it no change would reach anybody any more.
            if (failure instanceof Unavailable) {
                LOG.debug("The sequencer waits for the database", failure);
            } else {
                LOG.warn("Changes are not given positions, next try soon: {}", failure.toString(), failure);
            }
            TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE_MILLISECONDS);
            return true;
        }
    }

    private long pause() {
        return leases.database().dialect() == SQLDialect.DERBY ? ALONE_MILLISECONDS : LOOK_MILLISECONDS;
    }

    private void giveBack() {
        Thread.interrupted();
        try {
            sequencer.release();
        } catch (RuntimeException failure) {
            // Boundary: the lease ends by itself.
            LOG.debug("The sequencer's lease was not given back", failure);
        }
    }
}
