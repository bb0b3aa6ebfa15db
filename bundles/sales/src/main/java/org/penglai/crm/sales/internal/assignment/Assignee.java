package org.penglai.crm.sales.internal.assignment;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a person whom a rule gives leads to. */
@Entity
@Table(name = "crm_lead_assignee")
public class Assignee extends RecordEntity {

    @Column(name = "name", length = 120)
    private String name;

    @Column(name = "rule_id")
    private Long ruleId;

    @Column(name = "user_id")
    private Long userId;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "quota_per_day")
    private Integer quotaPerDay;

    @Column(name = "turn")
    private Long turn;

    @Column(name = "given_on")
    private LocalDate givenOn;

    @Column(name = "given_count")
    private Integer givenCount;
}
