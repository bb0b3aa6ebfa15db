package org.penglai.crm.persistence.internal.id;

import com.github.f4b6a3.tsid.TsidFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.internal.database.RawDatabase;
import org.penglai.crm.persistence.spi.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ids with a node number that is leased from the database; without a valid lease there are no ids. */
@Component(
        service = {Ids.class, LeasedIds.class},
        immediate = true)
public class LeasedIds implements Ids {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedIds.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    /** Clocks of different nodes may differ by this much, and the holder stops that much before the end of its lease. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final RawDatabase database;
    private final Duration duration;
    private final ScheduledExecutorService renewal;
    private volatile Source source;
    private NodeLease lease;

    @Activate
    public LeasedIds(@Reference RawDatabase database) {
        this(database, LEASE);
    }

    /** @param duration of a lease; it is renewed every minute */
    public LeasedIds(RawDatabase database, Duration duration) {
        this.database = database;
        this.duration = duration;
        this.renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "crm-node-lease");
            thread.setDaemon(true);
            return thread;
        });
        renewal.scheduleWithFixedDelay(
                this::renewQuietly, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void stop() {
        renewal.shutdownNow();
        detach();
    }

    @Override
    public long next() {
        Source now = source;
        if (now == null || System.nanoTime() - now.validUntil > 0) {
            throw new Unavailable(
                    "noNodeNumber",
                    Localized.of("数据库暂时无法访问，请稍后重试。", "The database cannot be reached at the moment; please try again."),
                    Duration.ofSeconds(5));
        }
        return now.factory.create().toLong();
    }

    /** The database is there and has its tables: takes a number. */
    public synchronized void attach() {
        lease = new NodeLease(database, duration, SKEW);
        take();
    }

    /** The database goes: gives the number back if that is still possible. */
    public synchronized void detach() {
        Source last = source;
        source = null;
        if (last != null) {
            try {
                lease.release(last.node);
            } catch (Unavailable | DataAccessException e) {
                LOG.debug("node number {} was not given back and will expire", last.node, e);
            }
        }
        lease = null;
    }

    private void take() {
        long asked = System.nanoTime();
        int node = lease.take();
        source = new Source(node, TsidFactory.newInstance1024(node), asked + validity());
        LOG.debug("node number {}", node);
    }

    private void renewQuietly() {
        try {
            renew();
        } catch (RuntimeException e) {
            // Boundary of the executor, which would never run again. The lease is long enough for several tries.
            LOG.warn("the lease of the node number was not renewed: {}", e.getMessage());
        }
    }

    /** Prolongs the lease; takes another number if this one was lost meanwhile. */
    synchronized void renew() {
        Source held = source;
        if (lease == null) {
            return;
        }
        long asked = System.nanoTime();
        if (held != null && lease.renew(held.node)) {
            source = new Source(held.node, held.factory, asked + validity());
        } else {
            take();
        }
    }

    private long validity() {
        return duration.minus(duration.compareTo(SKEW.multipliedBy(2)) > 0 ? SKEW : Duration.ZERO)
                .toNanos();
    }

    private record Source(int node, TsidFactory factory, long validUntil) {}
}
