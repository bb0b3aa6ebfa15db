package org.penglai.crm.approvals.internal.course;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of somebody who is asked, with what he said. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_approval_step")
public class ApprovalStep extends RecordEntity {
    @Column(name = "title", length = 300)
    private String title;

    @Column(name = "approval_id")
    private Long approvalId;

    @Column(name = "record_type", length = 80)
    private String recordType;

    @Column(name = "record_id", length = 13)
    private String recordId;

    @Column(name = "requester_id")
    private Long requesterId;

    @Column(name = "round")
    private Integer round;

    @Column(name = "step")
    private Integer step;

    @Column(name = "step_name", length = 100)
    private String stepName;

    @Column(name = "lane")
    private Integer lane;

    @Column(name = "place")
    private Integer place;

    @Column(name = "assignee_id")
    private Long assigneeId;

    @Column(name = "for_user_id")
    private Long forUserId;

    @Column(name = "added_by_id")
    private Long addedById;

    @Column(name = "decision", length = 20)
    private String decision;

    @Column(name = "skip_reason", length = 20)
    private String skipReason;

    @Column(name = "to_step")
    private Integer toStep;

    @Column(name = "comment_text", length = 1000)
    private String comment;

    @Column(name = "asked_at")
    private LocalDateTime askedAt;

    @Column(name = "decided_at")
    private LocalDateTime decidedAt;

    @Column(name = "reminded_at")
    private LocalDateTime remindedAt;
}
