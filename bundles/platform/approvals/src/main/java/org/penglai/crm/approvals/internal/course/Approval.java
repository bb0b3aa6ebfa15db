package org.penglai.crm.approvals.internal.course;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a submission of a record. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_approval")
public class Approval extends RecordEntity {
    @Column(name = "title", length = 300)
    private String title;

    @Column(name = "record_type", length = 80)
    private String recordType;

    @Column(name = "record_id", length = 13)
    private String recordId;

    @Column(name = "flow_id")
    private Long flowId;

    @Column(name = "flow_revision")
    private Integer flowRevision;

    @Column(name = "requester_id")
    private Long requesterId;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "round")
    private Integer round;

    @Column(name = "step")
    private Integer step;

    @Column(name = "step_name", length = 100)
    private String stepName;

    @Column(name = "decisions")
    private Integer decisions;

    @Column(name = "amount", precision = 19, scale = 4)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "reason", length = 1000)
    private String reason;

    @Column(name = "finished_at")
    private LocalDateTime finishedAt;

    @Column(name = "voided_at")
    private LocalDateTime voidedAt;

    @Lob
    @Column(name = "plan_text")
    private String plan;
}
