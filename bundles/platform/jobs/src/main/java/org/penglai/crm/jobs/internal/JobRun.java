package org.penglai.crm.jobs.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.jobs.internal.JobFiles.Direction;

/**
 * One job being done. The job's thread sets the progress; the runner's timer writes it, at most four times a second and
 * never inside a transaction of the job.
 */
final class JobRun implements JobContext {
    private static final Duration PROLONG_AFTER = Duration.ofSeconds(5);

    private static final Duration LOOK_AFTER = Duration.ofSeconds(5);

    private final JobLeases.Claim claim;
    private final Function<Caller, Optional<Caller>> users;
    private final JobHandler handler;
    private final Part part;
    private final Bulkheads bulkheads;
    private final JobFiles files;
    private final JobStore store;
    private final List<OutputStream> outputs = new ArrayList<>();
    private volatile Progress progress = new Progress(0, 0);
    private volatile boolean cancelRequested;
    private volatile boolean cancelSeen;
    private volatile Thread worker;
    private volatile boolean stopped;
    private volatile boolean disowned;
    private volatile Caller caller;
    private Instant lookedAt;
    private Progress written = progress;
    private Instant writtenAt;

    /** @param users who the submitter is by now; empty if he may not act any more */
    JobRun(
            JobLeases.Claim claim,
            Function<Caller, Optional<Caller>> users,
            JobHandler handler,
            Part part,
            Bulkheads bulkheads,
            JobFiles files,
            JobStore store,
            Instant startedAt) {
        this.claim = claim;
        this.users = users;
        this.caller = claim.caller();
        this.lookedAt = startedAt;
        this.handler = handler;
        this.part = part;
        this.bulkheads = bulkheads;
        this.files = files;
        this.store = store;
        this.writtenAt = startedAt;
    }

    /** Does the work on the calling thread. */
    Map<String, Object> work() throws Exception {
        worker = Thread.currentThread();
        try {
            if (stopped) {
                throw new InterruptedException("stopped before it began");
            }
            look();
            if (disowned) {
                return Map.of();
            }
            Map<String, Object> result = bulkheads.here(part, () -> handler.run(this));
            return result == null ? Map.of() : result;
        } finally {
            synchronized (this) {
                worker = null;
            }
            // An interrupt was for the handler; it must not hit the statements that follow.
            Thread.interrupted();
            closeOutputs();
        }
    }

    /** The run must end now, whatever the job says; it may start again later. */
    synchronized void stop() {
        stopped = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** Whether it ended because its owner may not act any more. */
    boolean isDisowned() {
        return disowned;
    }

    /** Takes over the rights that the owner has by now; the job ends as if cancelled if he has left. */
    private void look() {
        Optional<Caller> now = users.apply(claim.caller());
        now.ifPresent(found -> caller = found);
        disowned = now.isEmpty();
        if (disowned) {
            requestCancel();
        }
    }

    /** The bundle whose work it is. */
    long owner() {
        return part.bundle();
    }

    boolean isStopped() {
        return stopped;
    }

    void requestCancel() {
        cancelRequested = true;
    }

    /** Whether the handler was told that it should end. */
    boolean hasSeenCancel() {
        return cancelSeen;
    }

    boolean isDoneBy(JobHandler candidate) {
        return handler == candidate;
    }

    Progress progress() {
        return progress;
    }

    /** Tells the database how it stands, if there is news or the lease needs it; true if there was news. */
    boolean beat(JobLeases leases, Instant now) {
        if (!disowned && !lookedAt.plus(LOOK_AFTER).isAfter(now)) {
            lookedAt = now;
            look();
        }
        Progress current = progress;
        boolean news = !current.equals(written);
        if (!news && writtenAt.plus(PROLONG_AFTER).isAfter(now)) {
            return false;
        }
        JobLeases.Beat answer = leases.beat(claim.id(), current.done(), current.total());
        written = current;
        writtenAt = now;
        if (answer == JobLeases.Beat.CANCEL) {
            requestCancel();
        } else if (answer == JobLeases.Beat.LOST) {
            stop();
        }
        return news;
    }

    @Override
    public long id() {
        return claim.id();
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Map<String, Object> parameters() {
        return claim.parameters();
    }

    @Override
    public void progress(long done, long total) {
        progress = new Progress(done, total);
    }

    @Override
    public boolean isCancelled() {
        if (cancelRequested) {
            cancelSeen = true;
        }
        return cancelRequested;
    }

    @Override
    public InputStream input(String name) throws IOException {
        return files.open(claim.id(), Direction.IN, name);
    }

    @Override
    public OutputStream output(String name) throws IOException {
        FileNames.check(name);
        OutputStream output = new Output(name, files.create(claim.id(), Direction.OUT, name));
        outputs.add(output);
        return output;
    }

    private void closeOutputs() throws IOException {
        for (OutputStream output : outputs) {
            output.close();
        }
    }

    /** Steps done of steps in all. */
    record Progress(long done, long total) {}

    /** Becomes visible to the owner when it is closed. */
    private final class Output extends FilterOutputStream {
        private final String name;
        private long size;
        private boolean closed;

        Output(String name, OutputStream out) {
            super(out);
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            size += length;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                super.close();
                store.putOutput(claim.id(), name, size);
            }
        }
    }
}
