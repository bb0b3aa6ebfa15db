package org.penglai.crm.jobs.internal.periodic;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The periodic works that are here, and the rounds being done. Safe for any thread. */
final class PeriodicRounds {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicRounds.class);

    private final PeriodicLeases leases;
    private final Clock clock;
    private final Executor workers;
    private final List<PeriodicWork> works = new CopyOnWriteArrayList<>();
    private final Map<PeriodicWork, Round> rounds = new ConcurrentHashMap<>();

    PeriodicRounds(PeriodicLeases leases, Clock clock, Executor workers) {
        this.leases = leases;
        this.clock = clock;
        this.workers = workers;
    }

    void add(PeriodicWork work) {
        works.add(work);
    }

    /** Its round, if there is one, is told to end. */
    void remove(PeriodicWork work) {
        works.remove(work);
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
            } else if (leases.claim(work.name(), work.every())) {
                begin(work);
            }
        }
    }

    void stop() {
        rounds.values().forEach(Round::interrupt);
    }

    private void begin(PeriodicWork work) {
        Round round = new Round(work);
        rounds.put(work, round);
        workers.execute(round);
    }

    /** One round on a worker thread. */
    private final class Round implements Runnable {
        private final PeriodicWork work;
        private Thread thread;
        private boolean interrupted;
        private long keptUpAt = clock.millis();

        Round(PeriodicWork work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                if (begins()) {
                    work.run(clock.instant());
                }
            } catch (InterruptedException going) {
                LOG.debug("A round of {} was told to end", work.name());
            } catch (RuntimeException | LinkageError failure) {
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
