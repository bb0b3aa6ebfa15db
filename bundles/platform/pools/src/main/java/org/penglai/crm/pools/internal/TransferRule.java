package org.penglai.crm.pools.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a transfer rule. The kernel reads and writes the attributes by the names that {@link TransferRulesType} gives. */
@Entity
@Table(name = "crm_pool_transfer_rule")
public class TransferRule extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "pool_id")
    private Long poolId;

    @Column(name = "position")
    private Integer position;

    @Column(name = "active")
    private Boolean active;

    @Column(name = "filter", length = 1000)
    private String filter;

    @Column(name = "to_pool_id")
    private Long toPoolId;

    @Column(name = "to_owner_id")
    private Long toOwnerId;
}
