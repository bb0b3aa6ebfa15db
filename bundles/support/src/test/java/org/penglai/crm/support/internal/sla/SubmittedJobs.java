package org.penglai.crm.support.internal.sla;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;

/** Jobs of one kind that wait until the test runs them. */
final class SubmittedJobs implements Jobs {
    private final String kind;
    private final List<Job> jobs = new ArrayList<>();

    SubmittedJobs(String kind) {
        this.kind = kind;
    }

    Job add() {
        long id = jobs.size() + 1L;
        Localized label = Localized.of("重新计算 SLA", "SLA reckoned anew");
        Job job = new Job(
                id, kind, label, JobState.QUEUED, 0, 0, Instant.EPOCH, 0, null, null, null, Map.of(), List.of());
        jobs.add(0, job);
        return job;
    }

    long last() {
        return jobs.get(0).id();
    }

    static JobContext context(long id) {
        return (JobContext) Proxy.newProxyInstance(
                SubmittedJobs.class.getClassLoader(),
                new Class<?>[] {JobContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "id" -> id;
                    case "isCancelled" -> false;
                    case "progress" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public Job submit(Caller caller, JobRequest request, Map<String, InputStream> files) {
        return add();
    }

    @Override
    public Optional<Job> find(Caller caller, long id) {
        return jobs.stream().filter(job -> job.id() == id).findFirst();
    }

    @Override
    public List<Job> list(Caller caller, int limit) {
        return jobs.stream().limit(limit).toList();
    }

    @Override
    public boolean cancel(Caller caller, long id) {
        return false;
    }

    @Override
    public Optional<InputStream> open(Caller caller, long id, String file) {
        return Optional.empty();
    }
}
