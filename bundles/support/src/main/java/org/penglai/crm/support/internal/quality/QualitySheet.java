package org.penglai.crm.support.internal.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a score sheet. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_quality_sheet")
public class QualitySheet extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "queue_id")
    private Long queueId;

    @Column(name = "per_agent")
    private Integer perAgent;

    @Column(name = "pass_score", precision = 5, scale = 4)
    private BigDecimal passScore;

    @Column(name = "days_to_review")
    private Integer daysToReview;

    @Column(name = "full_points")
    private Integer fullPoints;

    @Column(name = "drawn_to")
    private LocalDate drawnTo;
}
