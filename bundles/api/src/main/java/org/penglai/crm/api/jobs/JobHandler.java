package org.penglai.crm.api.jobs;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Does one kind of work. Register as an OSGi service; runs on the platform's threads. */
@ConsumerType
public interface JobHandler {
    /** Unique name, e.g. {@code import}. */
    String kind();

    /**
     * Does the work and returns the result, JSON-like values. May be called again for the same job after a crash, so
     * finished parts must be recognised.
     *
     * @throws org.penglai.crm.api.error.CrmException to end as failed with a text for the owner
     * @throws InterruptedException when the platform is going down
     */
    Map<String, Object> run(JobContext context) throws Exception;
}
