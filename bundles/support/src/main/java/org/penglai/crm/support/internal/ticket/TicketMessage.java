package org.penglai.crm.support.internal.ticket;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Lob;
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

    @Column(name = "moved_from_id")
    private Long movedFromId;

    @Column(name = "mail_key", length = 40)
    private String mailKey;

    @Column(name = "message_id", length = 400)
    private String messageId;

    @Column(name = "in_reply_to", length = 400)
    private String inReplyTo;

    @Column(name = "mail_references", length = 4000)
    private String mailReferences;

    @Column(name = "from_address", length = 400)
    private String fromAddress;

    @Column(name = "to_addresses", length = 4000)
    private String toAddresses;

    @Column(name = "cc_addresses", length = 4000)
    private String ccAddresses;

    @Lob
    @Column(name = "original")
    private String original;

    @Lob
    @Column(name = "html")
    private String html;

    @Column(name = "automatic")
    private Boolean automatic;

    @Column(name = "delivery", length = 20)
    private String delivery;

    @Column(name = "delivery_error", length = 1000)
    private String deliveryError;
}
