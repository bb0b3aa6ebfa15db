package org.penglai.crm.support.internal.ticket;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a ticket. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_ticket")
public class Ticket extends RecordEntity {
    @Column(name = "ticket_no", length = 40)
    private String ticketNo;

    @Column(name = "subject", length = 300)
    private String subject;

    @Column(name = "description", length = 4000)
    private String description;

    @Column(name = "kind", length = 20)
    private String kind;

    @Column(name = "queue_id")
    private Long queueId;

    @Column(name = "priority", length = 20)
    private String priority;

    @Column(name = "channel", length = 20)
    private String channel;

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "contact_id")
    private Long contactId;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "resolution", length = 4000)
    private String resolution;

    @Column(name = "first_responded_at")
    private LocalDateTime firstRespondedAt;

    @Column(name = "resolved_at")
    private LocalDateTime resolvedAt;

    @Column(name = "closed_at")
    private LocalDateTime closedAt;

    @Column(name = "reopen_count")
    private Long reopenCount;

    @Column(name = "address", length = 254)
    private String address;

    @Column(name = "automatic")
    private Boolean automatic;

    @Column(name = "merged_into_id")
    private Long mergedIntoId;

    @Column(name = "split_from_id")
    private Long splitFromId;

    @Column(name = "previous_id")
    private Long previousId;

    @Column(name = "skill_id")
    private Long skillId;

    @Column(name = "waiting_since")
    private LocalDateTime waitingSince;

    @Column(name = "sla_due_at")
    private LocalDateTime slaDueAt;

    @Column(name = "sla_state", length = 20)
    private String slaState;

    @Column(name = "satisfaction")
    private Integer satisfaction;

    @Column(name = "first_response_minutes")
    private Long firstResponseMinutes;

    @Column(name = "resolution_minutes")
    private Long resolutionMinutes;
}
