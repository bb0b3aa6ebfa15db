package org.penglai.crm.api.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** A running job's view of the platform. Used by one thread, the job's own. */
@ProviderType
public interface JobContext {
    /** The job's id. */
    long id();

    /** On whose behalf the job runs. */
    Caller caller();

    /** What {@link JobRequest} brought. */
    Map<String, Object> parameters();

    /** Tells how far the job is; cheap to call often. */
    void progress(long done, long total);

    /** Whether somebody asked the job to end; check between units of work. */
    boolean isCancelled();

    /** Opens a file that was handed in with the request. */
    InputStream input(String name) throws IOException;

    /** Creates a file for the job's owner to fetch. */
    OutputStream output(String name) throws IOException;
}
