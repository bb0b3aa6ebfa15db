package com.acme.loyalty.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a loyalty account. */
@Entity
@Table(name = "acme_loyalty_account")
public class LoyaltyAccount extends RecordEntity {

    @Column(name = "customer_id")
    private Long customerId;

    @Column(name = "account_no", length = 40)
    private String accountNo;

    @Column(name = "tier", length = 20)
    private String tier;

    @Column(name = "points")
    private Long points;

    @Column(name = "approval_status", length = 20)
    private String approvalStatus;
}
