package org.penglai.crm.api.records;

import java.util.List;

/**
 * How the parts of a document are written on its page: one row for each, as in a table.
 *
 * @param columns fields of a part, in order; one that nobody may write is only shown. Empty for a document whose parts are
 *     not written there
 * @param totals fields of the document that are shown below the rows
 * @param openIf what holds for documents whose parts can be written; the others only show them
 * @param isFixed the parts come along with the document: there they are filled in, and nobody adds one or takes one away
 */
public record PartsGrid(List<String> columns, List<String> totals, List<ActionCondition> openIf, boolean isFixed) {
    /** Parts that are written on pages of their own. */
    public static final PartsGrid NONE = new PartsGrid(List.of(), List.of(), List.of());

    public PartsGrid {
        columns = List.copyOf(columns);
        totals = List.copyOf(totals);
        openIf = List.copyOf(openIf);
    }

    /** Parts that are added and taken away on the document's page. */
    public PartsGrid(List<String> columns, List<String> totals, List<ActionCondition> openIf) {
        this(columns, totals, openIf, false);
    }

    /** The same, of parts that come along with the document. */
    public PartsGrid fixed() {
        return new PartsGrid(columns, totals, openIf, true);
    }
}
