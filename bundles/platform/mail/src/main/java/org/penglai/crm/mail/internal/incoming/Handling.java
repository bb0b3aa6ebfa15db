package org.penglai.crm.mail.internal.incoming;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.mail.internal.DaemonThreads;
import org.penglai.crm.mail.internal.MailThreads;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives mail that has arrived to those who deal with it, on a thread of its own. */
@Component(service = Handling.class, immediate = true)
public final class Handling {
    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);

    private static final int STOP_SECONDS = 2;

    private final HandlingRounds rounds;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("crm-mail-handle"));

    /** @param migrated only there when the tables are */
    @Activate
    public Handling(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Journal journal,
            @Reference Attachments attachments,
            @Reference Handlers handlers,
            @Reference MailThreads threads,
            @Reference Bulkheads bulkheads,
            @Reference(target = "(osgi.jndi.service.name=crm-mail)") DataSource migrated) {
        IncomingRows rows = new IncomingRows(database, transactions, journal, Clock.systemUTC());
        rounds = new HandlingRounds(rows, new ReceivedMails(attachments, threads, rows), handlers, bulkheads);
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Deactivate
    public void stop() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            timer.shutdownNow();
        }
    }

    /** Something has arrived. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                timer.execute(() -> {
                    woken.set(false);
                    look();
                });
            } catch (RejectedExecutionException going) {
                // It is being stopped.
                woken.set(true);
            }
        }
    }

    private void look() {
        try {
            rounds.round();
        } catch (InterruptedException going) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            // Boundary of the timer: while the database is away nothing is handled.
            LOG.debug("Arrived mail cannot be looked for: {}", failure.toString());
        }
    }
}
