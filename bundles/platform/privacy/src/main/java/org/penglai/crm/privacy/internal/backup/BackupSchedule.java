package org.penglai.crm.privacy.internal.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.security.Caller;

/** Has a backup written when the newest one is old enough. */
@Component(configurationPid = BackupConfiguration.PID)
public final class BackupSchedule implements PeriodicWork {
    private static final int RECENT_JOBS = 200;

    private final Jobs jobs;
    private final BackupPlaces places;
    private final int everyHours;

    @Activate
    public BackupSchedule(@Reference Jobs jobs, BackupConfiguration configuration) {
        this(jobs, BackupPlaces.of(configuration), configuration.everyHours());
    }

    BackupSchedule(Jobs jobs, BackupPlaces places, int everyHours) {
        this.jobs = jobs;
        this.places = places;
        this.everyHours = everyHours;
    }

    @Override
    public String name() {
        return "privacy.backup";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run(Instant now) {
        if (everyHours <= 0 || isRunning() || newest().isAfter(now.minus(Duration.ofHours(everyHours)))) {
            return;
        }
        try {
            jobs.submit(Caller.system(), new JobRequest(BackupJob.KIND, BackupJob.LABEL, Map.of()), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRunning() {
        return jobs.list(Caller.system(), RECENT_JOBS).stream()
                .anyMatch(job -> job.kind().equals(BackupJob.KIND) && isOpen(job));
    }

    private static boolean isOpen(Job job) {
        return job.finishedAt() == null;
    }

    private Instant newest() {
        List<Path> all = places.all();
        try {
            return all.isEmpty()
                    ? Instant.MIN
                    : Files.getLastModifiedTime(all.get(0)).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
