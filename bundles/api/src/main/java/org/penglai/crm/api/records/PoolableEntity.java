package org.penglai.crm.api.records;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.MappedSuperclass;

/**
 * A row that can lie in a public pool (公海): base of the entities of types with {@link Trait#POOL}. Their migration
 * creates the columns named here, beside those of {@link RecordEntity}:
 *
 * <pre>
 * pool_id bigint, pooled_at timestamp, pool_reason varchar(20), home_pool_id bigint, previous_owner_id bigint,
 * claimed_at timestamp, last_follow_up_at timestamp, reclaim_at timestamp, protected_until timestamp
 * </pre>
 *
 * with indexes on (pool_id, sort_key, id), (owner_id, home_pool_id) and (reclaim_at). A record lies in the pool that
 * pool_id names and has no owner then; one that somebody owns has no pool_id. The platform's rules see to that.
 */
@MappedSuperclass
public abstract class PoolableEntity extends RecordEntity {
    @Column(name = "pool_id")
    private Long poolId;

    @Column(name = "pooled_at")
    private LocalDateTime pooledAt;

    @Column(name = "pool_reason", length = 20)
    private String poolReason;

    @Column(name = "home_pool_id")
    private Long homePoolId;

    @Column(name = "previous_owner_id")
    private Long previousOwnerId;

    @Column(name = "claimed_at")
    private LocalDateTime claimedAt;

    @Column(name = "last_follow_up_at")
    private LocalDateTime lastFollowUpAt;

    @Column(name = "reclaim_at")
    private LocalDateTime reclaimAt;

    @Column(name = "protected_until")
    private LocalDateTime protectedUntil;

    /** Id of the pool that the record lies in; null if somebody owns it. */
    public Long getPoolId() {
        return poolId;
    }
}
