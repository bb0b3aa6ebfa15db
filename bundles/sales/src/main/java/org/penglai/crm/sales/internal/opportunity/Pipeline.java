package org.penglai.crm.sales.internal.opportunity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a pipeline. */
@Entity
@Table(name = "crm_pipeline")
public class Pipeline extends RecordEntity {

    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "pipeline_order")
    private Integer order;

    @Column(name = "is_default")
    private Boolean isDefault;
}
