package org.penglai.crm.sales.internal.opportunity.line;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.sales.internal.document.LineEntity;

/** Row of a line of an opportunity. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_opportunity_line")
public class OpportunityLine extends LineEntity {
    @Column(name = "opportunity_id")
    private Long opportunityId;
}
