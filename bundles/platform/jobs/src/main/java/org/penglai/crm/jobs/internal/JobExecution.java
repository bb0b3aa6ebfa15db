package org.penglai.crm.jobs.internal;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.persistence.spi.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job on a worker thread and writes down how it ended. */
final class JobExecution implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JobExecution.class);

    private static final Localized LEFT =
            Localized.of("提交人的账号已停用，任务已停止。", "Whoever submitted the job may not sign in any more; it was stopped.");

    private final JobRun run;
    private final JobLeases leases;
    private final Runnable ended;
    private final JobJson json = new JobJson();

    /** @param ended told in any case, after the row is written */
    JobExecution(JobRun run, JobLeases leases, Runnable ended) {
        this.run = run;
        this.leases = leases;
        this.ended = ended;
    }

    @Override
    public void run() {
        try {
            JobStore.Ending ending = work();
            if (run.isStopped() && ending.state() != JobState.SUCCEEDED) {
                leases.release(run.id());
            } else {
                JobRun.Progress progress = run.progress();
                if (!leases.finish(run.id(), progress.done(), progress.total(), ending)) {
                    LOG.warn("Job {} was taken over by another node", Ids.format(run.id()));
                }
            }
        } catch (RuntimeException failure) {
            // Boundary of the worker thread: the job starts again when its lease ends.
            LOG.warn("The end of job {} cannot be written: {}", Ids.format(run.id()), failure.toString());
        } finally {
            ended.run();
        }
    }

    private JobStore.Ending work() {
        try {
            Map<String, Object> result = run.work();
            if (run.isDisowned()) {
                return new JobStore.Ending(JobState.FAILED, LEFT, json.write(result));
            }
            return new JobStore.Ending(
                    run.hasSeenCancel() ? JobState.CANCELLED : JobState.SUCCEEDED, null, json.write(result));
        } catch (CrmException refusal) {
            LOG.info("Job {} failed: {}", Ids.format(run.id()), refusal.getMessage());
            return failed(run.isDisowned() ? LEFT : reasons(refusal));
        } catch (CancellationException given) {
            if (run.isDisowned()) {
                return failed(LEFT);
            }
            return run.hasSeenCancel() ? new JobStore.Ending(JobState.CANCELLED, null, null) : broken(given);
        } catch (Throwable failure) {
            // Boundary: a handler is foreign code, classes may be missing in the middle of a swap.
            return broken(failure);
        }
    }

    private JobStore.Ending broken(Throwable failure) {
        if (!run.isStopped()) {
            LOG.error("Job {} failed", Ids.format(run.id()), failure);
        }
        String number = Ids.format(run.id());
        return failed(Localized.of(
                "任务因内部错误失败，请联系管理员（编号 " + number + "）。",
                "The job failed by an internal error; tell the administrator its number " + number + "."));
    }

    /** Nobody can look up the violations later, so the message names them. */
    private static Localized reasons(CrmException refusal) {
        if (refusal.violations().isEmpty()) {
            return refusal.text();
        }
        return Localized.of(
                refusal.violations().stream()
                        .map(one -> one.field().isEmpty()
                                ? one.message().zh()
                                : one.field() + "：" + one.message().zh())
                        .collect(Collectors.joining(" ")),
                refusal.violations().stream()
                        .map(one -> one.field().isEmpty()
                                ? one.message().en()
                                : one.field() + ": " + one.message().en())
                        .collect(Collectors.joining(" ")));
    }

    private static JobStore.Ending failed(Localized message) {
        return new JobStore.Ending(JobState.FAILED, message, null);
    }
}
