package org.penglai.crm.api.jobs;

import java.util.Map;
import org.penglai.crm.api.Localized;

/**
 * Work to be done.
 *
 * @param kind name of the {@link JobHandler}
 * @param label what it does, for people
 * @param parameters JSON-like values
 */
public record JobRequest(String kind, Localized label, Map<String, Object> parameters) {
    public JobRequest {
        parameters = Map.copyOf(parameters);
    }
}
