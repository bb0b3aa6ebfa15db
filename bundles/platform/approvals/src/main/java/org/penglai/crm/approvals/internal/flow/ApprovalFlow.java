package org.penglai.crm.approvals.internal.flow;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a flow: which records need approval, and by whom. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_approval_flow")
public class ApprovalFlow extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "type", length = 80)
    private String type;

    @Column(name = "position")
    private Integer position;

    @Column(name = "active")
    private Boolean active;

    @Column(name = "revision")
    private Integer revision;

    @Column(name = "condition_filter", length = 1000)
    private String condition;

    @Column(name = "fallback_id")
    private Long fallbackId;

    @Column(name = "watched_fields", length = 1000)
    private String watchedFields;

    @Column(name = "guarded_actions", length = 400)
    private String guardedActions;

    @Column(name = "amount_field", length = 80)
    private String amountField;

    @Column(name = "remind_after_hours")
    private Integer remindAfterHours;

    @Column(name = "remark", length = 1000)
    private String remark;
}
