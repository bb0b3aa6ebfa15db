package org.penglai.crm.support.internal.quality;

import java.util.List;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** What a sheet asks, in the order in which it was written. */
final class Criteria {
    private Criteria() {}

    static List<RecordSnapshot> of(RecordReader records, long sheet) {
        String filter = "sheet==" + RecordId.format(sheet);
        return records.list(
                Caller.system(), QualityCriterionType.TYPE, new RecordQuery(filter, "id", SheetPoints.MOST_CRITERIA));
    }
}
