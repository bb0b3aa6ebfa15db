package org.penglai.crm.jobs.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.security.Caller;

/**
 * Says who the owner of a job is by now: between its submission and its run, and while it runs, rights are taken away and
 * people leave. Registered as an OSGi service by the bundle that knows the users; no job starts without it. Safe for any
 * thread.
 */
@ConsumerType
@FunctionalInterface
public interface JobCallers {
    /**
     * The rights that the user holds at this moment, as far as the submission had them: what came with a token stays as
     * narrow as the token.
     *
     * @param submitted who submitted the job, with the rights of that moment; never the platform itself
     * @return empty if nobody may act for that user any more
     */
    Optional<Caller> now(Caller submitted);
}
