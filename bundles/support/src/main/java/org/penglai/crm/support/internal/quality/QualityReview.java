package org.penglai.crm.support.internal.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of how well one ticket was answered. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_quality_review")
public class QualityReview extends RecordEntity {
    @Column(name = "name", length = 300)
    private String name;

    @Column(name = "ticket_id")
    private Long ticketId;

    @Column(name = "sheet_id")
    private Long sheetId;

    @Column(name = "agent_id")
    private Long agentId;

    @Column(name = "reviewer_id")
    private Long reviewerId;

    @Column(name = "is_drawn")
    private Boolean isDrawn;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "score", precision = 5, scale = 4)
    private BigDecimal score;

    @Column(name = "is_passed")
    private Boolean isPassed;

    @Column(name = "comment_text", length = 4000)
    private String comment;

    @Column(name = "objection", length = 4000)
    private String objection;

    @Column(name = "completed_at")
    private LocalDateTime completedAt;
}
