package org.penglai.crm.sales.internal.opportunity;

import org.penglai.crm.api.records.RecordSnapshot;

/** How a deal stands; follows from the kind of its stage. */
public final class OpportunityStatus {
    public static final String OPEN = "open";
    public static final String WON = "won";
    public static final String LOST = "lost";

    private OpportunityStatus() {}

    /** Whether the deal has come to an end, either way. */
    public static boolean isClosed(RecordSnapshot opportunity) {
        return opportunity != null
                && opportunity.text(OpportunityType.STATUS) != null
                && !OPEN.equals(opportunity.text(OpportunityType.STATUS));
    }
}
