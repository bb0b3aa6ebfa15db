package org.penglai.crm.customers.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a revisit plan. The kernel reads and writes the attributes by the names that {@link RevisitPlanType} gives. */
@Entity
@Table(name = "crm_revisit_plan")
public class RevisitPlan extends RecordEntity {

    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "level", length = 10)
    private String level;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "every_days")
    private Integer everyDays;

    @Column(name = "is_active")
    private Boolean isActive;
}
