package org.penglai.crm.sales.internal.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a commitment. */
@Entity
@Table(name = "crm_forecast_commit")
public class ForecastCommit extends RecordEntity {

    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "period")
    private LocalDate period;

    @Column(name = "amount", precision = 19, scale = 2)
    private BigDecimal amount;

    @Column(name = "reason", length = 500)
    private String reason;

    @Column(name = "superseded_at")
    private LocalDateTime supersededAt;
}
