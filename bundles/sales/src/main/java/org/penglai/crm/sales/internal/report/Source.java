package org.penglai.crm.sales.internal.report;

import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.credit.SalesCreditType;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;
import org.penglai.crm.sales.internal.target.TargetType;

/**
 * What counts for a target.
 *
 * @param type whose records
 * @param filter which of them
 * @param day when they count
 * @param isMoment whether that is a moment, not a day
 * @param measure what is summed
 * @param owner whose they are
 * @param department in which department
 */
record Source(
        String type, Filter filter, String day, boolean isMoment, String measure, String owner, String department) {
    private static final String OWNER = "owner";
    private static final String THEIR_DEPARTMENT = "owner.department";
    static final String IN_FORCE = "status=in=(confirmed,completed)";

    static Source of(RecordSnapshot target) {
        return switch (target.text(TargetType.METRIC)) {
            case TargetType.ORDER_AMOUNT -> orders(target.reference(TargetType.PRODUCT) != null);
            case TargetType.RECEIPT_AMOUNT ->
                new Source(
                        "receipts",
                        Filter.of("status==confirmed"),
                        "receivedOn",
                        false,
                        "sum:baseAmount",
                        OWNER,
                        THEIR_DEPARTMENT);
            case TargetType.NEW_CUSTOMERS ->
                new Source(Sales.CUSTOMERS, Filter.of(), "createdAt", true, "count", OWNER, THEIR_DEPARTMENT);
            default ->
                new Source(
                        SalesCreditType.TYPE,
                        Filter.of(SalesCreditType.UNTIL + "=null=true"),
                        SalesCreditType.CLOSED_ON,
                        false,
                        "sum:" + SalesCreditType.BASE_AMOUNT,
                        OWNER,
                        "ownerDepartment");
        };
    }

    /** Orders in force; of one product, the lines that name it. */
    private static Source orders(boolean byLine) {
        return byLine
                ? new Source(
                        OrderLineType.TYPE,
                        Filter.of("order." + IN_FORCE),
                        "order." + OrderType.ORDERED_ON,
                        false,
                        "sum:gross",
                        "order.owner",
                        "order.owner.department")
                : new Source(
                        OrderType.TYPE,
                        Filter.of(IN_FORCE),
                        OrderType.ORDERED_ON,
                        false,
                        "sum:baseGross",
                        OWNER,
                        THEIR_DEPARTMENT);
    }
}
