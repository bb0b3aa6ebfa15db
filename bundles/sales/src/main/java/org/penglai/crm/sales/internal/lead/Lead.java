package org.penglai.crm.sales.internal.lead;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.PoolableEntity;

/** Row of a lead. */
@Entity
@Table(name = "crm_lead")
public class Lead extends PoolableEntity {

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "company_name", length = 200)
    private String companyName;

    @Column(name = "contact_name", length = 100)
    private String contactName;

    @Column(name = "position", length = 80)
    private String position;

    @Column(name = "mobile", length = 60)
    private String mobile;

    @Column(name = "email", length = 254)
    private String email;

    @Column(name = "wechat", length = 60)
    private String wechat;

    @Column(name = "region", length = 12)
    private String region;

    @Column(name = "source", length = 60)
    private String source;

    @Column(name = "utm", length = 500)
    private String utm;

    @Column(name = "score")
    private Integer score;

    @Column(name = "score_reasons", length = 1000)
    private String scoreReasons;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "invalid_reason", length = 60)
    private String invalidReason;

    @Column(name = "converted_customer_id")
    private Long convertedCustomerId;

    @Column(name = "converted_contact_id")
    private Long convertedContactId;

    @Column(name = "converted_opportunity_id")
    private Long convertedOpportunityId;

    @Column(name = "converted_at")
    private LocalDateTime convertedAt;

    @Column(name = "form_id")
    private Long formId;

    @Column(name = "consented_at")
    private LocalDateTime consentedAt;

    @Column(name = "assignment_rule_id")
    private Long assignmentRuleId;

    @Column(name = "assigned_at")
    private LocalDateTime assignedAt;

    @Column(name = "remark", length = 4000)
    private String remark;
}
