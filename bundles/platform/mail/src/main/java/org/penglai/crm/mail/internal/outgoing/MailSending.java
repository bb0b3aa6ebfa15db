package org.penglai.crm.mail.internal.outgoing;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.privacy.Consents;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.mail.internal.DaemonThreads;
import org.penglai.crm.mail.internal.MailConfiguration;
import org.penglai.crm.mail.internal.MailSecrets;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is due, on threads of its own. */
@Component(service = MailSending.class, immediate = true, configurationPid = MailConfiguration.PID)
@Designate(ocd = MailConfiguration.class)
public final class MailSending {
    private static final Logger LOG = LoggerFactory.getLogger(MailSending.class);

    /** Less than the service registry waits for a component to stop. */
    private static final int STOP_SECONDS = 2;

    private static final int LOOK_MILLIS = 1_000;

    private final AtomicBoolean woken = new AtomicBoolean();
    private final SmtpConnections connections;
    private final SendingRounds rounds;
    private final ExecutorService workers = Executors.newCachedThreadPool(new DaemonThreads("crm-mail-send"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("crm-mail-queue"));

    @Activate
    public MailSending(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference StoredMails mails,
            @Reference Senders senders,
            @Reference Attachments attachments,
            @Reference Consents consents,
            @Reference MailSecrets secrets,
            MailConfiguration configuration) {
        Clock clock = Clock.systemUTC();
        Duration lease = Duration.ofSeconds(configuration.leaseSeconds());
        Queue queue = new Queue(
                database, transactions, mails, clock, UUID.randomUUID().toString(), lease);
        connections = new SmtpConnections(secrets);
        Dispatch dispatch = new Dispatch(attachments, consents, secrets, connections, clock);
        rounds = new SendingRounds(queue, senders, dispatch, workers, clock, this::wake);
        if (configuration.send()) {
            timer.scheduleWithFixedDelay(() -> look(rounds::tick), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Deactivate
    public void stop() throws InterruptedException {
        timer.shutdown();
        timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        // A mail that is being handed over is not interrupted: the server would have it, and nobody would know.
        workers.shutdown();
        workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        connections.closeAll();
    }

    /** There is room for another mail, or there is another mail. */
    private void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                timer.execute(() -> {
                    woken.set(false);
                    look(rounds::round);
                });
            } catch (RejectedExecutionException going) {
                // It is being stopped: nothing more is begun.
                woken.set(true);
            }
        }
    }

    private void look(Runnable round) {
        try {
            round.run();
            connections.sweep();
        } catch (RuntimeException failure) {
            // Boundary of the timer: while the database is away there is nothing to send.
            LOG.debug("Mail cannot be looked for: {}", failure.toString());
        }
    }
}
