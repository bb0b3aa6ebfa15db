package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a change of stage. */
@Entity
@Table(name = "crm_stage_change")
public class StageChange extends RecordEntity {

    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "opportunity_id")
    private Long opportunityId;

    @Column(name = "from_stage_id")
    private Long fromId;

    @Column(name = "to_stage_id")
    private Long toId;

    @Column(name = "changed_at")
    private LocalDateTime at;

    @Column(name = "changed_by_id")
    private Long byId;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "probability", precision = 5, scale = 4)
    private BigDecimal probability;

    @Column(name = "expected_close_on")
    private LocalDate expectedCloseOn;

    @Column(name = "valid_until")
    private LocalDateTime until;

    @Column(name = "is_move")
    private Boolean isMove;

    @Column(name = "stayed_seconds")
    private Long stayedSeconds;

    @Column(name = "furthest_stage_id")
    private Long furthestId;

    @Column(name = "forecast_category", length = 20)
    private String forecastCategory;

    @Column(name = "closed_on")
    private LocalDate closedOn;

    @Column(name = "cycle_days")
    private Integer cycleDays;

    @Column(name = "base_amount", precision = 19, scale = 4)
    private BigDecimal baseAmount;

    @Column(name = "base_amount_currency", length = 3)
    private String baseAmountCurrency;

    @Column(name = "weighted_amount", precision = 19, scale = 4)
    private BigDecimal weightedAmount;

    @Column(name = "weighted_amount_currency", length = 3)
    private String weightedAmountCurrency;
}
