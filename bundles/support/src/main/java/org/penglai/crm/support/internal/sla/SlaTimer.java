package org.penglai.crm.support.internal.sla;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a timer. */
@Entity
@Table(name = "crm_sla_timer")
public class SlaTimer extends RecordEntity {

    @Column(name = "name", length = 300)
    private String name;

    @Column(name = "ticket_id")
    private Long ticketId;

    @Column(name = "policy_id")
    private Long policyId;

    @Column(name = "metric", length = 20)
    private String metric;

    @Column(name = "state", length = 20)
    private String state;

    @Column(name = "minutes")
    private Integer minutes;

    @Column(name = "started_at")
    private LocalDateTime startedAt;

    @Column(name = "due_at")
    private LocalDateTime dueAt;

    @Column(name = "warn_at")
    private LocalDateTime warnAt;

    @Column(name = "warned_at")
    private LocalDateTime warnedAt;

    @Column(name = "paused_at")
    private LocalDateTime pausedAt;

    @Column(name = "pauses", length = 4000)
    private String pauses;

    @Column(name = "paused_minutes")
    private Integer pausedMinutes;

    @Column(name = "met_at")
    private LocalDateTime metAt;
}
