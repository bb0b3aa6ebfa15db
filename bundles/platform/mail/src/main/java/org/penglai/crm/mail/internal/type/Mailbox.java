package org.penglai.crm.mail.internal.type;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a mailbox that mail is fetched from. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_mailbox")
public class Mailbox extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "address", length = 254)
    private String address;

    @Column(name = "active")
    private Boolean active;

    @Column(name = "protocol", length = 20)
    private String protocol;

    @Column(name = "host", length = 255)
    private String host;

    @Column(name = "port")
    private Integer port;

    @Column(name = "encryption", length = 20)
    private String encryption;

    @Column(name = "username", length = 254)
    private String username;

    @Column(name = "folders", length = 1000)
    private String folders;

    @Column(name = "afterwards", length = 20)
    private String afterwards;

    @Column(name = "fetch_from")
    private LocalDateTime fetchFrom;

    @Column(name = "destination", length = 80)
    private String destination;

    @Column(name = "remark", length = 1000)
    private String remark;
}
