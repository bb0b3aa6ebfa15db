package org.penglai.crm.mail.internal.type;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of an address that mail is sent by, and the server that takes it. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_mail_sender")
public class MailSender extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "address", length = 254)
    private String address;

    @Column(name = "display_name", length = 100)
    private String displayName;

    @Column(name = "reply_to", length = 254)
    private String replyTo;

    @Column(name = "active")
    private Boolean active;

    @Column(name = "default_sender")
    private Boolean defaultSender;

    @Column(name = "host", length = 255)
    private String host;

    @Column(name = "port")
    private Integer port;

    @Column(name = "encryption", length = 20)
    private String encryption;

    @Column(name = "username", length = 254)
    private String username;

    @Column(name = "connections")
    private Integer connections;

    @Column(name = "per_minute")
    private Integer perMinute;

    @Column(name = "per_day")
    private Integer perDay;

    @Column(name = "when_uncertain", length = 20)
    private String whenUncertain;

    @Column(name = "dkim_domain", length = 255)
    private String dkimDomain;

    @Column(name = "dkim_selector", length = 60)
    private String dkimSelector;

    @Column(name = "dkim_record", length = 1000)
    private String dkimRecord;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "last_error", length = 1000)
    private String lastError;

    @Column(name = "remark", length = 1000)
    private String remark;
}
