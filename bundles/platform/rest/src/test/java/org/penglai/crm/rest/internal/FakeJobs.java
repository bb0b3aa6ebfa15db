package org.penglai.crm.rest.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobFile;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;

/** Takes jobs in and never runs them. */
final class FakeJobs implements Jobs {
    final Map<Long, Job> jobs = new ConcurrentHashMap<>();
    /** Jobs that can be taken back. */
    final Set<Long> undoable = ConcurrentHashMap.newKeySet();

    volatile JobRequest request;
    volatile JobState state = JobState.RUNNING;
    volatile String input;
    volatile long inputLength;

    @Override
    public Job submit(Caller caller, JobRequest submitted, Map<String, InputStream> files) throws IOException {
        byte[] bytes = files.containsKey("input") ? files.get("input").readAllBytes() : new byte[0];
        request = submitted;
        inputLength = bytes.length;
        input = new String(bytes, 0, Math.min(bytes.length, 1000), StandardCharsets.UTF_8);
        return put(caller, 42);
    }

    Job put(Caller owner, long id) {
        Job job = new Job(
                id,
                "import",
                request == null ? org.penglai.crm.api.Localized.same("x") : request.label(),
                state,
                1,
                2,
                Instant.EPOCH,
                owner.userId(),
                Instant.EPOCH,
                null,
                null,
                Map.of(),
                List.of(new JobFile("错误 1.csv", 3)));
        jobs.put(id, job);
        return job;
    }

    @Override
    public Optional<Job> find(Caller caller, long id) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> job.createdBy() == caller.userId());
    }

    @Override
    public List<Job> list(Caller caller, int limit) {
        return List.copyOf(jobs.values());
    }

    @Override
    public boolean cancel(Caller caller, long id) {
        return jobs.containsKey(id);
    }

    @Override
    public Optional<InputStream> open(Caller caller, long id, String file) {
        return file.equals("错误 1.csv")
                ? Optional.of(new ByteArrayInputStream("a,b".getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }
}
