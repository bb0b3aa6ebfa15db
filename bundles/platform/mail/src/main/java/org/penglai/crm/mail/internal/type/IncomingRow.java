package org.penglai.crm.mail.internal.type;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a mail that arrived. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_mail_incoming")
public class IncomingRow extends RecordEntity {
    @Column(name = "message_key", length = 64)
    private String messageKey;

    @Column(name = "subject", length = 500)
    private String subject;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "mailbox_id")
    private Long mailboxId;

    @Column(name = "from_address", length = 400)
    private String fromAddress;

    @Column(name = "to_addresses", length = 4000)
    private String toAddresses;

    @Column(name = "message_id", length = 400)
    private String messageId;

    @Column(name = "sent_at")
    private LocalDateTime sentAt;

    @Column(name = "received_at")
    private LocalDateTime receivedAt;

    @Column(name = "reason", length = 1000)
    private String reason;

    @Column(name = "attempts")
    private Integer attempts;

    @Column(name = "next_try_at")
    private LocalDateTime nextTryAt;
}
