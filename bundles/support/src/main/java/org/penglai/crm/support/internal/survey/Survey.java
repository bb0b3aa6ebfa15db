package org.penglai.crm.support.internal.survey;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a survey. */
@Entity
@Table(name = "crm_survey")
public class Survey extends RecordEntity {

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "kind", length = 10)
    private String kind;

    @Column(name = "queue_id")
    private Long queueId;

    @Column(name = "question", length = 300)
    private String question;

    @Column(name = "address", length = 300)
    private String address;

    @Column(name = "low_score")
    private Integer lowScore;

    @Column(name = "reopens")
    private Boolean reopens;

    @Column(name = "valid_days")
    private Integer validDays;
}
