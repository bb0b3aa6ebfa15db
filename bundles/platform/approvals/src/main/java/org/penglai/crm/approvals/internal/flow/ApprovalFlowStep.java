package org.penglai.crm.approvals.internal.flow;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a step of a flow. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_approval_flow_step")
public class ApprovalFlowStep extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "flow_id")
    private Long flowId;

    @Column(name = "position")
    private Integer position;

    @Column(name = "who", length = 20)
    private String who;

    @Column(name = "role_id")
    private Long roleId;

    @Column(name = "manager_level")
    private Integer managerLevel;

    @Column(name = "limits", length = 400)
    private String limits;

    @Column(name = "field_name", length = 80)
    private String fieldName;

    @Column(name = "mode", length = 20)
    private String mode;

    @Column(name = "fallback_id")
    private Long fallbackId;

    @Column(name = "condition_filter", length = 1000)
    private String condition;
}
