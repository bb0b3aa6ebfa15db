package org.penglai.crm.support.internal.ticket;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a queue. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_ticket_queue")
public class TicketQueue extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "reopen_days")
    private Long reopenDays;

    @Column(name = "remark", length = 2000)
    private String remark;

    @Column(name = "mailbox_id")
    private Long mailboxId;

    @Column(name = "sender_id")
    private Long senderId;

    @Column(name = "acknowledgement", length = 2000)
    private String acknowledgement;

    @Column(name = "signature", length = 1000)
    private String signature;

    @Column(name = "assignment", length = 20)
    private String assignment;

    @Column(name = "fallback_id")
    private Long fallbackId;

    @Column(name = "zone", length = 50)
    private String zone;
}
