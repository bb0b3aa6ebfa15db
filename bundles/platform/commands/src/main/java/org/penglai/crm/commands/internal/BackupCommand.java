package org.penglai.crm.commands.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;

/** {@code crm:backup} */
@Service
@Command(
        scope = "crm",
        name = "backup",
        description =
                "Writes a backup while everything goes on, and reads it again; the key files are not in it and must be kept elsewhere")
public final class BackupCommand extends ExplainedAction {
    private static final long LOOK_MS = 200;

    @Reference
    private Jobs jobs;

    @Argument(name = "FOLDER", description = "A folder to come; one of the configured folder if none is named")
    private String folder;

    @Override
    void run() throws IOException {
        Map<String, Object> parameters = folder == null
                ? Map.of()
                : Map.of("folder", Path.of(folder).toAbsolutePath().toString());
        Job job = jobs.submit(
                Caller.system(), new JobRequest("backup", Localized.of("备份", "Backup"), parameters), Map.of());
        System.out.println("job " + Ids.format(job.id()));
        Job ended = await(job.id());
        if (ended.state() != JobState.SUCCEEDED) {
            throw new IllegalArgumentException(
                    ended.message() == null
                            ? "the backup was not written"
                            : ended.message().en());
        }
        System.out.println("The backup is written and verified: " + ended.result());
    }

    private Job await(long id) {
        try {
            while (true) {
                Job job = jobs.find(Caller.system(), id).orElseThrow();
                if (job.finishedAt() != null) {
                    return job;
                }
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("no longer waiting; the job goes on", e);
        }
    }
}
