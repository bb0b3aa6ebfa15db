package org.penglai.crm.support.internal.ticket;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a message. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_ticket_message")
public class TicketMessage extends RecordEntity {
    @Column(name = "summary", length = 200)
    private String summary;

    @Column(name = "ticket_id")
    private Long ticketId;

    @Column(name = "direction", length = 20)
    private String direction;

    @Column(name = "body", length = 10000)
    private String body;
}
