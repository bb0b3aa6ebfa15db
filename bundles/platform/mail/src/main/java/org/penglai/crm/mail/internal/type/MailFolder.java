package org.penglai.crm.mail.internal.type;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a folder of a mailbox, and how far it has been read. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_mail_folder")
public class MailFolder extends RecordEntity {
    @Column(name = "name", length = 300)
    private String name;

    @Column(name = "mailbox_id")
    private Long mailboxId;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "checked_at")
    private LocalDateTime checkedAt;

    @Column(name = "waiting")
    private Integer waiting;

    @Column(name = "lag_seconds")
    private Long lagSeconds;

    @Column(name = "fetched")
    private Long fetched;

    @Column(name = "last_error", length = 1000)
    private String lastError;

    @Column(name = "reread")
    private Boolean reread;
}
