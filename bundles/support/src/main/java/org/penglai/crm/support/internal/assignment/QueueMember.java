package org.penglai.crm.support.internal.assignment;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.assignment.AssigneeEntity;

/** Row of a person who answers the tickets of a queue. */
@Entity
@Table(name = "crm_ticket_queue_member")
public class QueueMember extends AssigneeEntity {

    @Column(name = "queue_id")
    private Long queueId;

    @Column(name = "most_open")
    private Integer mostOpen;
}
