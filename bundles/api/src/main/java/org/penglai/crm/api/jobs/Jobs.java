package org.penglai.crm.api.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Submits and follows jobs. A caller sees the own jobs; {@link #READ} shows all. Safe for any thread. */
@ProviderType
public interface Jobs {
    /** What somebody must be permitted to see everybody's jobs. */
    String READ = "jobs:read";

    /** Stores the job and its input files; it starts soon. The streams are read to their end, not closed. */
    Job submit(Caller caller, JobRequest request, Map<String, InputStream> files) throws IOException;

    /** The job, if the caller may see it. */
    Optional<Job> find(Caller caller, long id);

    /** The newest jobs that the caller may see. */
    List<Job> list(Caller caller, int limit);

    /** Asks the job to end; true if it had not ended yet. */
    boolean cancel(Caller caller, long id);

    /** Opens a file that the job left; empty if there is none of that name. The receiver closes it. */
    Optional<InputStream> open(Caller caller, long id, String file) throws IOException;
}
