package org.penglai.crm.events.internal.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.events.internal.Wake;
import org.penglai.crm.events.internal.outbox.EventArrivals;
import org.penglai.crm.events.internal.outbox.EventReading;
import org.penglai.crm.events.internal.outbox.Leases;
import org.penglai.crm.events.spi.AuditVerifier;
import org.penglai.crm.persistence.spi.Backups;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sealer on a thread of its own, within a second of what is to be sealed, and checks what it has done. */
@Component(
        service = {AuditVerifier.class, SealerLoop.class},
        immediate = true,
        configurationPid = AuditConfiguration.PID)
@Designate(ocd = AuditConfiguration.class)
public final class SealerLoop implements AuditVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(SealerLoop.class);
    private static final long COLLECT_MILLISECONDS = 200;
    private static final long LOOK_MILLISECONDS = 700;
    private static final Duration LOOK_AT_OLD_ROWS = Duration.ofHours(1);
    private static final long AFTER_FAILURE_MILLISECONDS = 5_000;

    private final Database database;
    private final EventArrivals arrivals;
    private final AuditKey key;
    private final Heads heads;
    private final Sealer sealer;
    private final Wake wake = new Wake();
    private final Runnable arrival = wake::up;
    private final Thread thread = new Thread(this::loop, "crm-audit-sealer");
    private final Duration keep;
    private Instant nextLook = Instant.MIN;
    private String problem;

    @Activate
    public SealerLoop(
            @Reference Database database,
            @Reference Leases leases,
            @Reference Ids ids,
            @Reference EventArrivals arrivals,
            @Reference AuditKey key,
            @Reference Backups backups,
            AuditConfiguration configuration)
            throws IOException {
        this.keep = Duration.ofDays(Math.max(0, configuration.keepDays()));
        this.database = database;
        this.arrivals = arrivals;
        this.key = key;
        this.heads = new Heads(key.folder(), Clock.systemUTC());
        Backups.Restored restored = backups.lastRestored();
        if (restored != null && restored.problem() == null) {
            heads.note(new TakenBack(restored.takenAt(), restored.at()));
        }
        this.sealer = new Sealer(new EventReading(leases, Sealer.NAME), ids, key, heads);
        arrivals.listen(arrival);
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        arrivals.forget(arrival);
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(3));
    }

    @Override
    public Report verify(List<Head> exported) {
        try {
            return new AuditVerification(database, key, heads.read(), exported).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void loop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean more = round();
                if (!more) {
                    wake.await(LOOK_MILLISECONDS);
                }
                TimeUnit.MILLISECONDS.sleep(more ? 0 : COLLECT_MILLISECONDS);
            }
        } catch (InterruptedException stopping) {
            LOG.debug("The sealer stops");
        }
        Thread.interrupted();
        try {
            sealer.release();
        } catch (RuntimeException failure) {
            // Boundary: the lease ends by itself.
            LOG.debug("The sealer's lease was not given back", failure);
        }
    }

    /** Looks once an hour for rows that are kept no longer; whether there may be more of them. */
    private boolean expire(Instant now) {
        if (keep.isZero() || now.isBefore(nextLook)) {
            return false;
        }
        boolean more = sealer.expire(LocalDateTime.ofInstant(now.minus(keep), ZoneOffset.UTC)) > 0;
        nextLook = more ? now : now.plus(LOOK_AT_OLD_ROWS);
        return more;
    }

    /** Whether there may be more to do at once. */
    private boolean round() throws InterruptedException {
        try {
            boolean more = sealer.round() >= Sealer.MOST || expire(Instant.now());
            problem = null;
            return more;
        } catch (RuntimeException failure) {
            // Boundary of the thread: rows wait for their seals until it works again.
            if (!failure.toString().equals(problem) && !(failure instanceof Unavailable)) {
                LOG.error("The audit is not being sealed: {}", failure.toString(), failure);
                problem = failure.toString();
            }
            TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE_MILLISECONDS);
            return false;
        }
    }
}
