package org.penglai.crm.api.reports;

import java.util.List;
import org.penglai.crm.api.Localized;

/**
 * What a report is.
 *
 * @param name unique among all; a capability puts its vendor's or its own name in front: {@code salesFunnel}
 * @param label heading
 * @param permission who may run it, such as {@code opportunities:read}
 * @param parameters what it asks for
 */
public record ReportDefinition(String name, Localized label, String permission, List<ReportParameter> parameters) {
    public ReportDefinition {
        parameters = List.copyOf(parameters);
    }
}
