package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a stage. */
@Entity
@Table(name = "crm_stage")
public class Stage extends RecordEntity {

    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "pipeline_id")
    private Long pipelineId;

    @Column(name = "stage_order")
    private Integer order;

    @Column(name = "kind", length = 10)
    private String kind;

    @Column(name = "probability", precision = 5, scale = 4)
    private BigDecimal probability;

    @Column(name = "required_fields", length = 1000)
    private String requiredFields;

    @Column(name = "stagnant_days")
    private Integer stagnantDays;

    @Column(name = "is_active")
    private Boolean isActive;
}
