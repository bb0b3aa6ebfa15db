package org.penglai.crm.privacy.internal.consent;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a consent. The kernel reads and writes the attributes by the names that {@link ConsentType} gives. */
@Entity
@Table(name = "crm_consent")
public class Consent extends RecordEntity {

    @Column(name = "purpose", length = 60)
    private String purpose;

    @Column(name = "channel", length = 20)
    private String channel;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "given_at")
    private LocalDateTime givenAt;

    @Column(name = "withdrawn_at")
    private LocalDateTime withdrawnAt;

    @Column(name = "source", length = 200)
    private String source;

    @Column(name = "proof", length = 4000)
    private String proof;
}
