package org.penglai.crm.privacy.internal.consent;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a suppressed address. The kernel reads and writes the attributes by the names that {@link SuppressionType} gives. */
@Entity
@Table(name = "crm_suppression")
public class Suppression extends RecordEntity {

    @Column(name = "address", length = 320)
    private String address;

    @Column(name = "channel", length = 20)
    private String channel;

    @Column(name = "reason", length = 20)
    private String reason;

    @Column(name = "remark", length = 1000)
    private String remark;
}
