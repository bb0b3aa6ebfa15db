package org.penglai.crm.rest.internal.resource;

import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.persistence.spi.Ids;

/** The record was merged into another one, whose id is told as the code of the field {@code mergedInto}. */
final class MergedAway extends NotFound {
    private static final long serialVersionUID = 1L;

    private final transient Violation into;

    MergedAway(long kept) {
        super("merged", Localized.of("记录已合并到另一条记录。", "The record was merged into another one."));
        into = Violation.of("mergedInto", Ids.format(kept), "合并到的记录", "The record it was merged into");
    }

    @Override
    public List<Violation> violations() {
        return List.of(into);
    }
}
