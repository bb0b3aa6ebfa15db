package org.penglai.crm.api.records;

import java.util.List;
import org.penglai.crm.api.Localized;

/**
 * A titled group of fields on form and page.
 *
 * @param id unique within the type
 * @param label title
 * @param fields in order
 */
public record SectionDefinition(String id, Localized label, List<String> fields) {
    public SectionDefinition {
        fields = List.copyOf(fields);
    }
}
