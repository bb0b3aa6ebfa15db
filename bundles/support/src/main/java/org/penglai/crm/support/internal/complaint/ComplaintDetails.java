package org.penglai.crm.support.internal.complaint;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of how a complaint is dealt with. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_complaint_details")
public class ComplaintDetails extends RecordEntity {
    @Column(name = "name", length = 300)
    private String name;

    @Column(name = "ticket_id")
    private Long ticketId;

    @Column(name = "severity", length = 20)
    private String severity;

    @Column(name = "liable_department_id")
    private Long liableDepartmentId;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "containment", length = 4000)
    private String containment;

    @Column(name = "root_cause", length = 4000)
    private String rootCause;

    @Column(name = "corrective_action", length = 4000)
    private String correctiveAction;

    @Column(name = "prevention", length = 4000)
    private String prevention;

    @Column(name = "compensation", precision = 19, scale = 2)
    private BigDecimal compensation;

    @Column(name = "compensation_currency", length = 3)
    private String compensationCurrency;

    @Column(name = "carried_out_by_id")
    private Long carriedOutById;

    @Column(name = "carried_out_at")
    private LocalDateTime carriedOutAt;

    @Column(name = "verified_by_id")
    private Long verifiedById;

    @Column(name = "verified_at")
    private LocalDateTime verifiedAt;

    @Column(name = "verification", length = 4000)
    private String verification;

    @Column(name = "reminded", length = 20)
    private String reminded;
}
