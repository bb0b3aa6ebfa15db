package org.penglai.crm.sales.internal.registration;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a registration. */
@Entity
@Table(name = "crm_deal_registration")
public class Registration extends RecordEntity {

    @Column(name = "customer_name", length = 200)
    private String customerName;

    @Column(name = "name_key", length = 220)
    private String nameKey;

    @Column(name = "project", length = 200)
    private String project;

    @Column(name = "reason", length = 1000)
    private String reason;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "registered_at")
    private LocalDateTime registeredAt;

    @Column(name = "protected_until")
    private LocalDateTime protectedUntil;

    @Column(name = "against_id")
    private Long againstId;

    @Column(name = "decided_by_id")
    private Long decidedById;

    @Column(name = "decided_at")
    private LocalDateTime decidedAt;

    @Column(name = "decision", length = 1000)
    private String decision;

    @Column(name = "approval_status", length = 20)
    private String approvalStatus;
}
