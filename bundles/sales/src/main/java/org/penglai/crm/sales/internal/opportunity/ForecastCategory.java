package org.penglai.crm.sales.internal.opportunity;

/** How surely a deal is counted on. */
final class ForecastCategory {
    static final String PIPELINE = "pipeline";
    static final String BEST_CASE = "bestCase";
    static final String COMMIT = "commit";
    static final String CLOSED = "closed";
    static final String OMITTED = "omitted";

    private ForecastCategory() {}
}
