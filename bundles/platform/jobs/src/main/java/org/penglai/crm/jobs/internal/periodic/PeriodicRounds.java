package org.penglai.crm.jobs.internal.periodic;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The periodic works that are here, and the rounds being done. Safe for any thread. */
final class PeriodicRounds {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicRounds.class);

    private static final int AT_A_TIME = 3;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final PeriodicLeases leases;
    private final Clock clock;
    private final Executor workers;
    private final Bulkheads bulkheads;
    private final Map<PeriodicWork, Long> owners = new ConcurrentHashMap<>();
    private final List<PeriodicWork> works = new CopyOnWriteArrayList<>();
    private final Map<PeriodicWork, Round> rounds = new ConcurrentHashMap<>();

    PeriodicRounds(PeriodicLeases leases, Clock clock, Executor workers, Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
        this.leases = leases;
        this.clock = clock;
        this.workers = workers;
    }

    /** @param owner id of the bundle that it comes from */
    void add(PeriodicWork work, long owner) {
        owners.put(work, owner);
        works.add(work);
    }

    /** Its round, if there is one, is told to end. */
    void remove(PeriodicWork work) {
        works.remove(work);
        owners.remove(work);
        Round round = rounds.get(work);
        if (round != null) {
            round.interrupt();
        }
    }

    /** Begins the rounds that are due and keeps up the leases of those that go on. */
    void tick() {
        for (PeriodicWork work : works) {
            Round running = rounds.get(work);
            if (running != null) {
                running.keepUp();
            } else if (isRoom() && leases.claim(work.name(), work.every())) {
                begin(work);
            }
        }
    }

    /** A few at a time; one that takes longer than it may is not in the way of the others. */
    private boolean isRoom() {
        return rounds.values().stream().filter(round -> !round.isOverdue()).count() < AT_A_TIME;
    }

    void stop() {
        rounds.values().forEach(Round::interrupt);
    }

    private void begin(PeriodicWork work) {
        Long owner = owners.get(work);
        Round round = new Round(work, owner == null ? 0 : owner);
        rounds.put(work, round);
        workers.execute(round);
    }

    /** One round on a worker thread. */
    private final class Round implements Runnable {
        private final PeriodicWork work;
        private Thread thread;
        private boolean interrupted;
        private final Part part;
        private final long begunAt = clock.millis();
        private long keptUpAt = begunAt;
        private volatile boolean named;

        Round(PeriodicWork work, long owner) {
            this.work = work;
            this.part = new Part(owner, Part.Kind.PERIODIC, work.name());
        }

        boolean isOverdue() {
            return clock.millis() - begunAt > LONGEST.toMillis();
        }

        @Override
        public void run() {
            try {
                if (begins()) {
                    bulkheads.here(part, () -> {
                        work.run(clock.instant());
                        return null;
                    });
                }
            } catch (InterruptedException going) {
                LOG.debug("A round of {} was told to end", work.name());
            } catch (Exception | Error failure) {
                // Boundary of the worker thread: the work is foreign code; its next round is a new chance.
                LOG.warn("A round of {} failed: {}", work.name(), failure.toString(), failure);
            } finally {
                ends();
            }
        }

        private synchronized boolean begins() {
            thread = Thread.currentThread();
            return !interrupted;
        }

        private void ends() {
            synchronized (this) {
                thread = null;
            }
            // An interrupt was for the work; it must not hit the statement that follows.
            Thread.interrupted();
            try {
                leases.release(work.name());
            } catch (RuntimeException failure) {
                // Boundary: the lease ends by itself.
                LOG.warn("The lease of {} cannot be given back: {}", work.name(), failure.toString());
            } finally {
                rounds.remove(work, this);
                if (named) {
                    bulkheads.settle(part.bundle(), part.toString());
                }
            }
        }

        synchronized void interrupt() {
            interrupted = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        void keepUp() {
            long now = clock.millis();
            if (!named && isOverdue()) {
                named = true;
                bulkheads.report(
                        part.bundle(),
                        part.toString(),
                        Localized.of(
                                "定期任务“" + part.name() + "”一轮超过一分钟仍未结束",
                                "a round of its periodic work " + part.name() + " takes longer than a minute"));
            }
            if (now - keptUpAt < PeriodicLeases.LEASE.toMillis() / 4) {
                return;
            }
            keptUpAt = now;
            if (!leases.prolong(work.name())) {
                interrupt();
            }
        }
    }
}
