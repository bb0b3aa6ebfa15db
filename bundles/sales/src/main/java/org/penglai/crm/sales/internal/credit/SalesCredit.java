package org.penglai.crm.sales.internal.credit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of what somebody was credited with. */
@Entity
@Table(name = "crm_sales_credit")
public class SalesCredit extends RecordEntity {
    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "opportunity_id")
    private Long opportunityId;

    @Column(name = "share", precision = 5, scale = 4)
    private BigDecimal share;

    @Column(name = "base_amount", precision = 19, scale = 4)
    private BigDecimal baseAmount;

    @Column(name = "base_amount_currency", length = 3)
    private String baseAmountCurrency;

    @Column(name = "closed_on")
    private LocalDate closedOn;

    @Column(name = "credited_at")
    private LocalDateTime at;

    @Column(name = "valid_until")
    private LocalDateTime until;
}
