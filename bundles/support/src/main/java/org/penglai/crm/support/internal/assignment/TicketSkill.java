package org.penglai.crm.support.internal.assignment;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a skill. */
@Entity
@Table(name = "crm_ticket_skill")
public class TicketSkill extends RecordEntity {

    @Column(name = "name", length = 80)
    private String name;

    @Column(name = "remark", length = 500)
    private String remark;
}
