package org.penglai.crm.itests.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Follows jobs over HTTP. */
public final class JobWatch {
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
    private static final long LIMIT_MINUTES = 3;

    private JobWatch() {}

    /** The job once it has ended, however it did. */
    public static JsonNode finished(CrmClient crm, String id) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        while (System.nanoTime() < deadline) {
            JsonNode job = crm.get("/api/v1/jobs/" + id).expect(200).json();
            if (ENDED.contains(job.get("state").asText())) {
                return job;
            }
            TimeUnit.MILLISECONDS.sleep(200); // polls the job, as a program would
        }
        throw new AssertionError("job " + id + " did not end");
    }
}
