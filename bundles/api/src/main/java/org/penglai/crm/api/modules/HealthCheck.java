package org.penglai.crm.api.modules;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.Localized;

/**
 * Says whether a module can do its work, where that takes more than its types and tables: a partner that must answer, a
 * file that must be there. Register an implementation as an OSGi service. A new version whose check finds a problem is
 * taken back, and the version before it runs again.
 */
@ConsumerType
public interface HealthCheck {
    /**
     * What is wrong; empty if nothing is. Called on a thread of the platform, after each change of the module and now and
     * then while it runs; an exception, or no answer within five seconds, counts as a problem.
     */
    Optional<Localized> problem();
}
