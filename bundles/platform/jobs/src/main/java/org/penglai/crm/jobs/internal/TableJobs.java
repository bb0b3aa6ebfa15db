package org.penglai.crm.jobs.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.jobs.internal.JobFiles.Direction;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.vault.spi.PersonKeys;

/** Jobs in a table, their files in folders; any node may run them. */
@Component
public final class TableJobs implements Jobs {
    private static final int LIMIT_AT_MOST = 200;
    private static final Localized WAITING = Localized.of("等待所属模块启动。", "Waiting for the module that does this job.");

    private final Ids ids;
    private final JobStore store;
    private final JobRunner runner;
    private final JobFiles files;

    @Activate
    public TableJobs(
            @Reference Ids ids, @Reference JobStore store, @Reference JobRunner runner, @Reference PersonKeys keys) {
        this(ids, store, runner, new JobFiles(JobFolder.path(), new SealedFiles(keys)));
    }

    TableJobs(Ids ids, JobStore store, JobRunner runner, JobFiles files) {
        this.ids = ids;
        this.store = store;
        this.runner = runner;
        this.files = files;
    }

    @Override
    public Job submit(Caller caller, JobRequest request, Map<String, InputStream> inputs) throws IOException {
        inputs.keySet().forEach(FileNames::check);
        long id = ids.next();
        boolean stored = false;
        try {
            Map<String, Long> sizes = new LinkedHashMap<>();
            for (Map.Entry<String, InputStream> input : inputs.entrySet()) {
                sizes.put(input.getKey(), files.save(id, Direction.IN, input.getKey(), input.getValue()));
            }
            store.insert(id, caller, request, sizes, () -> {
                runner.tell(id, caller.userId());
                runner.wake();
            });
            stored = true;
        } finally {
            if (!stored) {
                files.delete(id);
            }
        }
        return told(store.find(id).orElseThrow());
    }

    @Override
    public Optional<Job> find(Caller caller, long id) {
        return store.find(id).filter(job -> maySee(caller, job)).map(this::told);
    }

    @Override
    public List<Job> list(Caller caller, int limit) {
        int most = Math.max(1, Math.min(limit, LIMIT_AT_MOST));
        List<Job> jobs = caller.may(READ) ? store.list(most) : store.listOf(caller.userId(), most);
        return jobs.stream().map(this::told).toList();
    }

    @Override
    public boolean cancel(Caller caller, long id) {
        Optional<Job> job = find(caller, id);
        if (job.isEmpty()) {
            return false;
        }
        Optional<JobState> state = store.cancel(id);
        runner.cancel(id);
        state.ifPresent(changed -> runner.tell(id, job.get().createdBy()));
        return state.isPresent();
    }

    @Override
    public Optional<InputStream> open(Caller caller, long id, String file) throws IOException {
        boolean listed = find(caller, id)
                .map(job -> job.files().stream().anyMatch(left -> left.name().equals(file)))
                .orElse(false);
        return listed && files.exists(id, Direction.OUT, file)
                ? Optional.of(files.open(id, Direction.OUT, file))
                : Optional.empty();
    }

    /** Says what a waiting job is waiting for, if that is more than its turn. */
    private Job told(Job job) {
        if (job.state() != JobState.QUEUED || runner.canRun(job.kind())) {
            return job;
        }
        return new Job(
                job.id(),
                job.kind(),
                job.label(),
                job.state(),
                job.done(),
                job.total(),
                job.createdAt(),
                job.createdBy(),
                job.startedAt(),
                job.finishedAt(),
                WAITING,
                job.result(),
                job.files());
    }

    private static boolean maySee(Caller caller, Job job) {
        return job.createdBy() == caller.userId() || caller.may(READ);
    }
}
