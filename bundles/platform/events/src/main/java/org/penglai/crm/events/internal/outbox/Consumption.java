package org.penglai.crm.events.internal.outbox;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consumer at work: batch by batch, on one thread at a time. Safe for any thread. */
final class Consumption implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final int BATCH = 500;

    private final OutboxConsumer consumer;
    private final Progress progress;
    private final OutboxReader reader;
    private final Executor workers;
    private boolean running;
    private boolean again;
    private boolean ended;
    private boolean told;
    private Thread thread;
    private String problem;

    Consumption(OutboxConsumer consumer, Progress progress, OutboxReader reader, Executor workers) {
        this.consumer = consumer;
        this.progress = progress;
        this.reader = reader;
        this.workers = workers;
    }

    OutboxConsumer consumer() {
        return consumer;
    }

    Progress progress() {
        return progress;
    }

    /** Why the last try failed; null if it did not. */
    synchronized String problem() {
        return problem;
    }

    /** There may be something to do. */
    synchronized void wake() {
        if (ended) {
            return;
        }
        again = true;
        if (!running) {
            running = true;
            try {
                workers.execute(this);
            } catch (RejectedExecutionException stopping) {
                running = false;
            }
        }
    }

    /** Called now and then: keeps the lease while the consumer works, and looks for work else. */
    void tick() {
        boolean busy;
        synchronized (this) {
            busy = running;
        }
        if (busy) {
            progress.keepUp();
        } else {
            wake();
        }
    }

    /** The consumer goes: what it does now is told to end, and is done again by whoever follows. */
    void end() {
        synchronized (this) {
            ended = true;
            if (thread != null) {
                thread.interrupt();
                return;
            }
        }
        giveBack();
    }

    @Override
    public void run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        boolean atRest = false;
        try {
            while (goesOn()) {
                work();
            }
            atRest = true;
        } catch (InterruptedException going) {
            LOG.debug("{} was told to end", consumer.name());
        } finally {
            if (!atRest) {
                abandon();
            }
            // An interrupt was for the consumer; it must not hit what this thread does next.
            Thread.interrupted();
            if (isEnded()) {
                giveBack();
            }
        }
    }

    /** From a false answer on, another thread may have begun. */
    private synchronized boolean goesOn() {
        if (ended || !again) {
            running = false;
            thread = null;
            return false;
        }
        again = false;
        return true;
    }

    private synchronized void abandon() {
        running = false;
        thread = null;
    }

    private void work() throws InterruptedException {
        try {
            OptionalLong after = progress.next();
            tellBegun();
            while (after.isPresent() && batch(after.getAsLong())) {
                after = progress.next();
            }
        } catch (OutboxConsumer.Restart anew) {
            LOG.info("{} begins anew: {}", consumer.name(), anew.getMessage());
            if (progress instanceof NodeProgress own) {
                own.restart();
                wake();
            } else {
                failed(anew);
            }
        } catch (RuntimeException | LinkageError failure) {
            // Boundary of the worker thread: a consumer is foreign code, the batch is given again later.
            failed(failure);
        }
    }

    /** On one thread at a time, as batches are. */
    private void tellBegun() {
        if (!told && progress.hasBegun()) {
            consumer.begun();
            told = true;
        }
    }

    /** Whether there was something. */
    private boolean batch(long after) throws InterruptedException {
        List<OutboxEvent> events = reader.read(after, BATCH);
        if (events.isEmpty() || isEnded()) {
            return false;
        }
        consumer.handle(events);
        if (Thread.interrupted()) {
            throw new InterruptedException(consumer.name());
        }
        boolean ours = progress.reached(events.get(events.size() - 1).position());
        synchronized (this) {
            problem = null;
        }
        return ours;
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private void failed(Throwable failure) {
        synchronized (this) {
            problem = failure.toString();
            if (ended) {
                return;
            }
        }
        LOG.warn("{} cannot handle events, they are given again: {}", consumer.name(), failure.toString(), failure);
        try {
            progress.failed(failure.toString());
        } catch (RuntimeException unreachable) {
            // Boundary: the next try comes all the same.
            LOG.debug("The failure of {} was not stored", consumer.name(), unreachable);
        }
    }

    private void giveBack() {
        try {
            progress.end();
        } catch (RuntimeException failure) {
            // Boundary: the lease ends by itself.
            LOG.debug("The lease of {} was not given back", consumer.name(), failure);
        }
    }
}
