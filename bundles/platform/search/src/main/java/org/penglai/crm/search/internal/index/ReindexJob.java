package org.penglai.crm.search.internal.index;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.search.spi.Search;
import org.penglai.crm.search.spi.Search.Status;

/**
 * Orders a new index on every node and shows how far the one is on which the job runs. The order is an event, so a node
 * that is away now builds when it is back.
 */
@Component
public final class ReindexJob implements JobHandler {
    static final String KIND = "search.reindex";
    private static final long LOOK_MS = 200;

    private final Search search;

    @Activate
    public ReindexJob(@Reference Search search) {
        this.search = search;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(JobContext context) throws InterruptedException {
        long before = search.status().builds();
        long expected = search.status().documents();
        search.reindex(context.caller());
        Status status = search.status();
        while (status.builds() == before && !context.isCancelled()) {
            if (status.building()) {
                context.progress(status.built(), Math.max(status.built(), expected));
            }
            Thread.sleep(LOOK_MS);
            status = search.status();
        }
        return Map.of("documents", status.documents(), "bytes", status.bytes());
    }
}
