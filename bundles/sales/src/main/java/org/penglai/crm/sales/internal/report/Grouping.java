package org.penglai.crm.sales.internal.report;

import java.util.Locale;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/** What the rows of a report stand for. */
enum Grouping {
    MONTH(ReportColumn.Kind.MONTH, "月份", "Month"),
    OWNER(ReportColumn.Kind.REFERENCE, "人员", "Person"),
    DEPARTMENT(ReportColumn.Kind.REFERENCE, "部门", "Department"),
    CATEGORY(ReportColumn.Kind.TEXT, "预测类别", "Forecast category"),
    PRODUCT(ReportColumn.Kind.REFERENCE, "产品", "Product"),
    PRODUCT_CATEGORY(ReportColumn.Kind.TEXT, "产品类别", "Product category");

    private final ReportColumn.Kind kind;
    private final String zh;
    private final String en;

    Grouping(ReportColumn.Kind kind, String zh, String en) {
        this.kind = kind;
        this.zh = zh;
        this.en = en;
    }

    static Grouping of(String code) {
        return valueOf(code.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
    }

    /** The group of totals; months are those of the given date. */
    String field(String date) {
        return switch (this) {
            case MONTH -> "month:" + date;
            case OWNER -> "owner";
            case DEPARTMENT -> "ownerDepartment";
            case CATEGORY -> OpportunityType.FORECAST_CATEGORY;
            case PRODUCT -> "product";
            case PRODUCT_CATEGORY -> "product.category";
        };
    }

    /** Whether it is about what deals consist of, not about deals. */
    boolean isOfLines() {
        return this == PRODUCT || this == PRODUCT_CATEGORY;
    }

    /** Whether people commit themselves for that. */
    boolean hasCommits() {
        return this == MONTH || this == OWNER;
    }

    ReportColumn column(String name) {
        return ReportColumn.of(name, kind, zh, en);
    }
}
