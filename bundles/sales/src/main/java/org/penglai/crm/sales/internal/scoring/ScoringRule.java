package org.penglai.crm.sales.internal.scoring;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a rule. */
@Entity
@Table(name = "crm_lead_scoring_rule")
public class ScoringRule extends RecordEntity {

    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "field", length = 60)
    private String field;

    @Column(name = "operator", length = 20)
    private String operator;

    @Column(name = "rule_value", length = 300)
    private String value;

    @Column(name = "points")
    private Integer points;
}
