package org.penglai.crm.jobs.internal;

import java.util.Map;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;

/** A handler of kind {@code test}. */
record TestHandler(Work work) implements JobHandler {
    @Override
    public String kind() {
        return "test";
    }

    @Override
    public Map<String, Object> run(JobContext context) throws Exception {
        return work.in(context);
    }

    interface Work {
        Map<String, Object> in(JobContext context) throws Exception;
    }
}
