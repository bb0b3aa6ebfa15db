package com.acme.loyalty.internal;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a loyalty entry. */
@Entity
@Table(name = "acme_loyalty_entry")
public class LoyaltyEntry extends RecordEntity {

    @Column(name = "account_id")
    private Long accountId;

    @Column(name = "points")
    private Long points;

    @Column(name = "reason", length = 200)
    private String reason;

    @Column(name = "occurred_on")
    private LocalDate occurredOn;
}
