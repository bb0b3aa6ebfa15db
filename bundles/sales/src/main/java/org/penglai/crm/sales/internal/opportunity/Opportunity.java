package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of an opportunity. */
@Entity
@Table(name = "crm_opportunity")
public class Opportunity extends RecordEntity {

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "primary_contact_id")
    private Long primaryContactId;

    @Column(name = "pipeline_id")
    private Long pipelineId;

    @Column(name = "stage_id")
    private Long stageId;

    @Column(name = "stage_changed_at")
    private LocalDateTime stageChangedAt;

    @Column(name = "stagnant_at")
    private LocalDateTime stagnantAt;

    @Column(name = "stagnant_told_at")
    private LocalDateTime stagnantToldAt;

    @Column(name = "status", length = 10)
    private String status;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "probability", precision = 5, scale = 4)
    private BigDecimal probability;

    @Column(name = "forecast_category", length = 20)
    private String forecastCategory;

    @Column(name = "expected_close_on")
    private LocalDate expectedCloseOn;

    @Column(name = "closed_on")
    private LocalDate closedOn;

    @Column(name = "close_reason", length = 60)
    private String closeReason;

    @Column(name = "competitor", length = 60)
    private String competitor;

    @Column(name = "next_step", length = 300)
    private String nextStep;

    @Column(name = "source", length = 60)
    private String source;

    @Column(name = "remark", length = 4000)
    private String remark;

    @Column(name = "owner_share", precision = 5, scale = 4)
    private BigDecimal ownerShare;

    @Column(name = "base_amount", precision = 19, scale = 4)
    private BigDecimal baseAmount;

    @Column(name = "base_amount_currency", length = 3)
    private String baseAmountCurrency;
}
