package org.penglai.crm.commands.internal;

import java.io.IOException;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;

/** {@code crm:reindex} */
@Service
@Command(
        scope = "crm",
        name = "reindex",
        description =
                "Builds the search index of every node anew; the old one answers meanwhile (progress: crm:job-list)")
public final class ReindexCommand extends ExplainedAction {
    @Reference
    private Jobs jobs;

    @Override
    void run() throws IOException {
        JobRequest request =
                new JobRequest("search.reindex", Localized.of("重建搜索索引", "Build the search index"), Map.of());
        Job job = jobs.submit(Caller.system(), request, Map.of());
        System.out.println("job " + Ids.format(job.id()));
    }
}
