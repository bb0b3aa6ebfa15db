package ${package}.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;

/** A job: writes the newest visits that its caller may see into a file for him to fetch. */
@Component
public final class VisitReport implements JobHandler {

    static final String KIND = "${type}.report";
    private static final int LIMIT = 200;

    private final Records records;

    @Activate
    public VisitReport(@Reference Records records) {
        this.records = records;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(JobContext job) throws IOException {
        List<RecordSnapshot> visits =
                records.list(job.caller(), VisitType.TYPE, new RecordQuery("", "-createdAt", LIMIT));
        try (OutputStream file = job.output("visits.txt")) {
            int done = 0;
            for (RecordSnapshot visit : visits) {
                String line = visit.text("visitNo") + '\t' + visit.text("status") + '\t' + visit.text("subject") + '\n';
                file.write(line.getBytes(StandardCharsets.UTF_8));
                job.progress(++done, visits.size());
            }
        }
        return Map.of("visits", visits.size());
    }
}
