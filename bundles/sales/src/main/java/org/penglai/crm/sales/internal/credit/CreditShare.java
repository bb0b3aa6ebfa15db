package org.penglai.crm.sales.internal.credit;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of somebody's share in a deal. */
@Entity
@Table(name = "crm_credit_share")
public class CreditShare extends RecordEntity {
    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "opportunity_id")
    private Long opportunityId;

    @Column(name = "user_id")
    private Long userId;

    @Column(name = "part", length = 60)
    private String part;

    @Column(name = "share", precision = 5, scale = 4)
    private BigDecimal share;
}
