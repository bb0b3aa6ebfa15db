package org.penglai.crm.pools.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a public pool. The kernel reads and writes the attributes by the names that {@link PoolsType} gives. */
@Entity
@Table(name = "crm_pool")
public class Pool extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "type", length = 80)
    private String type;

    @Column(name = "active")
    private Boolean active;

    @Column(name = "position")
    private Integer position;

    @Column(name = "mode", length = 20)
    private String mode;

    @Column(name = "zone", length = 50)
    private String zone;

    @Column(name = "claim_limit_per_day")
    private Integer claimLimitPerDay;

    @Column(name = "holding_limit")
    private Integer holdingLimit;

    @Column(name = "count_won")
    private Boolean countWon;

    @Column(name = "cool_down_days")
    private Integer coolDownDays;

    @Column(name = "reclaim_no_follow_up_days")
    private Integer reclaimNoFollowUpDays;

    @Column(name = "reclaim_not_won_days")
    private Integer reclaimNotWonDays;

    @Column(name = "reclaim_leavers")
    private Boolean reclaimLeavers;

    @Column(name = "day_kind", length = 20)
    private String dayKind;

    @Column(name = "warn_days")
    private Integer warnDays;

    @Column(name = "exempt", length = 1000)
    private String exempt;

    @Column(name = "visible_fields", length = 1000)
    private String visibleFields;

    @Column(name = "default_owner_id")
    private Long defaultOwnerId;

    @Column(name = "transfer_after_days")
    private Integer transferAfterDays;

    @Column(name = "transfer_to_id")
    private Long transferToId;

    @Column(name = "remark", length = 1000)
    private String remark;
}
