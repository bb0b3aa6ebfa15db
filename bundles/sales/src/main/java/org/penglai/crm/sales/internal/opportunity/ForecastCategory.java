package org.penglai.crm.sales.internal.opportunity;

import org.penglai.crm.api.records.FieldBuilder;

/** How surely a deal is counted on. */
public final class ForecastCategory {
    public static final String PIPELINE = "pipeline";
    public static final String BEST_CASE = "bestCase";
    public static final String COMMIT = "commit";
    public static final String CLOSED = "closed";
    public static final String OMITTED = "omitted";

    private ForecastCategory() {}

    /** The field with all of them, in the order of growing certainty. */
    static FieldBuilder describe(FieldBuilder field) {
        return field.label("预测类别", "Forecast category")
                .option(PIPELINE, "机会", "Pipeline")
                .option(BEST_CASE, "乐观", "Best case")
                .option(COMMIT, "承诺", "Commit")
                .option(CLOSED, "已成交", "Closed")
                .option(OMITTED, "不计入", "Omitted");
    }
}
