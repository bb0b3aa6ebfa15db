package org.penglai.crm.api.reports;

import java.time.Instant;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.security.Caller;

/**
 * Figures that a capability makes of records: {@code GET /api/v1/reports/{name}}. Register an implementation as an OSGi
 * service. It runs on a thread of its bundle under a time limit and must read by the caller's rights alone.
 */
@ConsumerType
public interface Report {
    /** What it is called and asks for; always the same. */
    ReportDefinition definition();

    /**
     * The figures.
     *
     * @throws org.penglai.crm.api.error.CrmException where they cannot be had; {@code Malformed} for a bad parameter
     */
    ReportTable run(Input input);

    /**
     * @param caller who asks
     * @param parameters by name: what was given, and the default values of what was not; none of them unknown
     * @param now the time of the request
     */
    record Input(Caller caller, Map<String, String> parameters, Instant now) {
        public Input {
            parameters = Map.copyOf(parameters);
        }

        /** The parameter; empty if it was not given and has no default value. */
        public String text(String name) {
            return parameters.getOrDefault(name, "");
        }
    }
}
