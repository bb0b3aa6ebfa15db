package org.penglai.crm.support.internal.desk;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a canned reply. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_canned_reply")
public class CannedReply extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "body", length = 8000)
    private String body;

    @Column(name = "queue_id")
    private Long queueId;

    @Column(name = "active")
    private Boolean active;
}
