package org.penglai.crm.security.internal.team;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** People who work together, whatever their departments. Its members are links, kept by the record kernel. */
@Entity
@Table(name = "crm_team")
public class Team extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "lead_id")
    private Long leadId;

    @Column(name = "remark", length = 1000)
    private String remark;

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Long getLeadId() {
        return leadId;
    }

    public void setLeadId(Long leadId) {
        this.leadId = leadId;
    }

    public String getRemark() {
        return remark;
    }

    public void setRemark(String remark) {
        this.remark = remark;
    }
}
