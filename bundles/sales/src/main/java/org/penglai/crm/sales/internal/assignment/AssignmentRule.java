package org.penglai.crm.sales.internal.assignment;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a rule. */
@Entity
@Table(name = "crm_lead_assignment_rule")
public class AssignmentRule extends RecordEntity {

    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "position")
    private Integer position;

    @Column(name = "method", length = 20)
    private String method;

    @Column(name = "source", length = 60)
    private String source;

    @Column(name = "region", length = 12)
    private String region;

    @Column(name = "form_id")
    private Long formId;

    @Column(name = "min_score")
    private Integer minScore;

    @Column(name = "fallback_id")
    private Long fallbackId;

    @Column(name = "zone", length = 50)
    private String zone;
}
