package org.penglai.crm.sales.internal.assignment;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.assignment.AssigneeEntity;

/** Row of a person whom a rule gives leads to. */
@Entity
@Table(name = "crm_lead_assignee")
public class Assignee extends AssigneeEntity {

    @Column(name = "rule_id")
    private Long ruleId;
}
