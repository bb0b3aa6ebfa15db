package org.penglai.crm.work.internal.record;

import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinitionBuilder;

/** What ties occurrences that differ to their series. */
public final class SeriesFields {
    /** Local times of the series' zone on which it does not take place, as EXDATE of RFC 5545 has them. */
    public static final String EXDATES = "exdates";
    /** The series that an occurrence was taken out of. */
    public static final String SERIES = "series";
    /** Where an occurrence lies by its series' rule, wherever it was moved to: RECURRENCE-ID of RFC 5545. */
    public static final String OCCURRENCE_AT = "occurrenceAt";
    /** The series whose rest this one is. */
    public static final String CONTINUES = "continues";

    private SeriesFields() {}

    static void declare(RecordDefinitionBuilder type, String name, OnDelete withSeries) {
        type.field(EXDATES, TEXT, f -> f.label("例外日期", "Exceptions"))
                .reference(SERIES, name, withSeries, f -> f.label("所属系列", "Series"))
                .field(OCCURRENCE_AT, INSTANT, f -> f.label("原定时间", "Originally at"))
                .reference(CONTINUES, name, OnDelete.CLEAR, f -> f.label("接续", "Continues"));
    }
}
