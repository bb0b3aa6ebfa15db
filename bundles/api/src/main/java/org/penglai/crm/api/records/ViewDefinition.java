package org.penglai.crm.api.records;

import java.util.List;
import org.penglai.crm.api.Localized;

/**
 * A list as shipped with the module.
 *
 * @param id unique within the type
 * @param label tab title
 * @param columns field names, paths over references allowed
 * @param sort as in the {@code sort} parameter
 * @param filter RSQL, may be empty
 */
public record ViewDefinition(String id, Localized label, List<String> columns, String sort, String filter) {
    public ViewDefinition {
        columns = List.copyOf(columns);
    }
}
