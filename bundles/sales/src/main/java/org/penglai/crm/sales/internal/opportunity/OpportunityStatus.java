package org.penglai.crm.sales.internal.opportunity;

import org.penglai.crm.api.records.RecordSnapshot;

/** How a deal stands; follows from the kind of its stage. */
final class OpportunityStatus {
    static final String OPEN = "open";
    static final String WON = "won";
    static final String LOST = "lost";

    private OpportunityStatus() {}

    /** Whether the deal has come to an end, either way. */
    static boolean isClosed(RecordSnapshot opportunity) {
        return opportunity != null
                && opportunity.text(OpportunityType.STATUS) != null
                && !OPEN.equals(opportunity.text(OpportunityType.STATUS));
    }
}
