package org.penglai.crm.commands.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;

/** {@code crm:job-list} */
@Service
@Command(scope = "crm", name = "job-list", description = "Lists the newest jobs")
public final class JobListCommand extends ExplainedAction {
    private static final int NEWEST = 50;

    @Reference
    private Jobs jobs;

    @Option(name = "--json", description = "Prints JSON for scripts")
    private boolean json;

    @Override
    void run() throws JsonProcessingException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Job job : jobs.list(Caller.system(), NEWEST)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", Ids.format(job.id()));
            row.put("kind", job.kind());
            row.put("state", job.state().code());
            row.put("done", job.done() + "/" + job.total());
            row.put("createdAt", String.valueOf(job.createdAt()));
            row.put("message", job.message() == null ? "" : job.message().en());
            rows.add(row);
        }
        Listing.print(rows, json, System.out);
    }
}
