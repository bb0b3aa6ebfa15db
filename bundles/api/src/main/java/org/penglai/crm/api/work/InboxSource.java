package org.penglai.crm.api.work;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.security.Caller;

/**
 * What a capability adds to "My day": approvals to decide, customers to revisit, pool records about to be taken back.
 * Register an implementation as an OSGi service. One that fails is left out and logged; the others are shown.
 */
@ConsumerType
public interface InboxSource {
    /**
     * The sections for one user; empty ones may be left out. Called on a request's thread whenever the user looks, so it
     * must be quick and read only what the caller may see.
     *
     * @param caller whose inbox it is; {@link Caller#zone()} tells what today is
     * @param now the time of the request
     */
    List<InboxSection> sections(Caller caller, Instant now);
}
