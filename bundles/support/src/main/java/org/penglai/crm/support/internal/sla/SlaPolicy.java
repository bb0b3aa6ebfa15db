package org.penglai.crm.support.internal.sla;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a policy. */
@Entity
@Table(name = "crm_sla_policy")
public class SlaPolicy extends RecordEntity {

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "is_active")
    private Boolean isActive;

    @Column(name = "position")
    private Integer position;

    @Column(name = "queue_id")
    private Long queueId;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "calendar_id")
    private Long calendarId;

    @Column(name = "warn_minutes")
    private Integer warnMinutes;

    @Column(name = "escalate_to_id")
    private Long escalateToId;

    @Column(name = "reassign")
    private Boolean reassign;

    @Column(name = "first_response_low")
    private Integer firstResponseLow;

    @Column(name = "first_response_normal")
    private Integer firstResponseNormal;

    @Column(name = "first_response_high")
    private Integer firstResponseHigh;

    @Column(name = "first_response_urgent")
    private Integer firstResponseUrgent;

    @Column(name = "next_response_low")
    private Integer nextResponseLow;

    @Column(name = "next_response_normal")
    private Integer nextResponseNormal;

    @Column(name = "next_response_high")
    private Integer nextResponseHigh;

    @Column(name = "next_response_urgent")
    private Integer nextResponseUrgent;

    @Column(name = "resolution_low")
    private Integer resolutionLow;

    @Column(name = "resolution_normal")
    private Integer resolutionNormal;

    @Column(name = "resolution_high")
    private Integer resolutionHigh;

    @Column(name = "resolution_urgent")
    private Integer resolutionUrgent;
}
