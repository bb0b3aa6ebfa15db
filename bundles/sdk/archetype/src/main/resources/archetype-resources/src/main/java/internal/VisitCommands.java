package ${package}.internal;

import java.io.IOException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.security.Caller;

/** Commands of the operator's console: each public method is one, in the scope ${artifactId}. */
@Component(
        service = VisitCommands.class,
        property = {"osgi.command.scope=${artifactId}", "osgi.command.function=report"})
public final class VisitCommands {

    private final Jobs jobs;

    @Activate
    public VisitCommands(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    /** {@code ${artifactId}:report} starts the report and prints the job's id: a command's output is the console's. */
    public void report() throws IOException {
        JobRequest request =
                new JobRequest(VisitReport.KIND, Localized.of("拜访报告", "Report of visits"), Map.of());
        Job job = jobs.submit(Caller.system(), request, Map.of());
        System.out.println("Job " + RecordId.format(job.id()));
    }
}
