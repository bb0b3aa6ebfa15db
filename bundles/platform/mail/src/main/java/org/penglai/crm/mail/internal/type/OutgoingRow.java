package org.penglai.crm.mail.internal.type;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a mail that is to be sent or was. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_mail_outgoing")
public class OutgoingRow extends RecordEntity {
    @Column(name = "mail_key", length = 200)
    private String mailKey;

    @Column(name = "subject", length = 500)
    private String subject;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "sender_id")
    private Long senderId;

    @Column(name = "from_address", length = 400)
    private String fromAddress;

    @Column(name = "to_addresses", length = 4000)
    private String toAddresses;

    @Column(name = "cc_addresses", length = 4000)
    private String ccAddresses;

    @Column(name = "bcc_addresses", length = 4000)
    private String bccAddresses;

    @Column(name = "message_id", length = 400)
    private String messageId;

    @Lob
    @Column(name = "text_body")
    private String text;

    @Column(name = "not_before")
    private LocalDateTime notBefore;

    @Column(name = "attempts")
    private Integer attempts;

    @Column(name = "next_try_at")
    private LocalDateTime nextTryAt;

    @Column(name = "sent_at")
    private LocalDateTime sentAt;

    @Column(name = "refused", length = 4000)
    private String refused;

    @Column(name = "last_error", length = 1000)
    private String lastError;
}
