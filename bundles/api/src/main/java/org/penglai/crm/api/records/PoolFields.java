package org.penglai.crm.api.records;

/**
 * The fields of types with {@link Trait#POOL}; the builder declares them, the attributes are those of {@link
 * PoolableEntity}.
 */
public final class PoolFields {
    public static final String POOL = "pool";
    public static final String POOLED_AT = "pooledAt";
    public static final String POOL_REASON = "poolReason";
    public static final String HOME_POOL = "homePool";
    public static final String PREVIOUS_OWNER = "previousOwner";
    public static final String CLAIMED_AT = "claimedAt";
    public static final String LAST_FOLLOW_UP_AT = "lastFollowUpAt";
    public static final String RECLAIM_AT = "reclaimAt";
    public static final String PROTECTED_UNTIL = "protectedUntil";

    /**
     * A boolean field of types whose records are follow-ups of others, such as activities: only those that say true stop
     * the clock of a pool. What is imported or written many at a time says false unless it is told otherwise.
     */
    public static final String COUNTS_AS_FOLLOW_UP = "countsAsFollowUp";

    private static final String POOLS = "pools";

    private PoolFields() {}

    /** On page and form the fields stand last, in a section of their own, unless the type arranges them. */
    static void arrange(RecordDefinitionBuilder type) {
        type.section(
                POOL,
                "公海",
                "Public pool",
                POOL,
                POOL_REASON,
                POOLED_AT,
                HOME_POOL,
                PREVIOUS_OWNER,
                CLAIMED_AT,
                LAST_FOLLOW_UP_AT,
                RECLAIM_AT,
                PROTECTED_UNTIL);
    }

    static void declare(RecordDefinitionBuilder type) {
        type.reference(POOL, POOLS, OnDelete.RESTRICT, f -> f.label("公海", "Public pool")
                        .help("在公海中的记录没有负责人，符合规则的成员可以领取。", "A record in a pool has no owner; members may claim it."))
                .field(POOLED_AT, FieldKind.INSTANT, f -> f.label("进入公海时间", "In the pool since")
                        .readOnly())
                .field(POOL_REASON, FieldKind.ENUMERATION, f -> f.label("进入公海原因", "Why in the pool")
                        .readOnly()
                        .option("manual", "主动退回", "Returned")
                        .option("noFollowUp", "超期未跟进", "Not followed up in time")
                        .option("notWon", "超期未成交", "Not won in time")
                        .option("leaver", "负责人离职", "Owner left")
                        .option("invalid", "无效", "Invalid"))
                .reference(HOME_POOL, POOLS, OnDelete.CLEAR, f -> f.label("所属公海", "Home pool")
                        .help("领取自此公海，也按它的规则回收。", "Where it was claimed; the rules of that pool take it back.")
                        .readOnly())
                .reference(PREVIOUS_OWNER, "users", OnDelete.CLEAR, f -> f.label("前负责人", "Previous owner")
                        .readOnly())
                .field(CLAIMED_AT, FieldKind.INSTANT, f -> f.label("归属时间", "Owned since")
                        .help("现任负责人领取或被分配的时间。", "When its owner claimed it or was given it.")
                        .readOnly())
                .field(LAST_FOLLOW_UP_AT, FieldKind.INSTANT, f -> f.label("最近跟进时间", "Last follow-up")
                        .readOnly())
                .field(RECLAIM_AT, FieldKind.INSTANT, f -> f.label("预计回收时间", "To be taken back")
                        .readOnly())
                .field(PROTECTED_UNTIL, FieldKind.INSTANT, f -> f.label("保护期至", "Protected until")
                        .readOnly());
    }
}
