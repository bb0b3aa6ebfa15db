package org.penglai.crm.pools.internal;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;

/** Why something cannot be done to a record of a pool. */
final class PoolRefusals {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private PoolRefusals() {}

    static Conflict alreadyClaimed(String owner) {
        return new Conflict(
                "alreadyClaimed",
                owner == null
                        ? Localized.of("已被他人领取。", "Somebody else has claimed it.")
                        : Localized.of("已被" + owner + "领取。", owner + " has claimed it."));
    }

    static Conflict ownAlready() {
        return new Conflict("alreadyClaimed", Localized.of("已经在你名下。", "You own it already."));
    }

    static Conflict notInPool() {
        return new Conflict("notInPool", Localized.of("不在公海中。", "It is in no public pool."));
    }

    static Conflict inPoolAlready() {
        return new Conflict("inPool", Localized.of("已经在公海中。", "It is in a public pool already."));
    }

    static Conflict notMember(PoolTerms pool) {
        return new Conflict(
                "notMember",
                Localized.of("你不是" + pool.name() + "的成员，不能领取。", "You are no member of " + pool.name() + "."));
    }

    static Conflict inactive(PoolTerms pool) {
        return new Conflict("poolInactive", Localized.of(pool.name() + "已停用，不能领取。", pool.name() + " is inactive."));
    }

    static Conflict assignOnly(PoolTerms pool) {
        return new Conflict(
                "assignOnly",
                Localized.of(
                        pool.name() + "只能由管理员分配。",
                        "Records of " + pool.name() + " are assigned by its administrators."));
    }

    static Conflict transferred(PoolTerms pool, Transfers.Rule rule) {
        return new Conflict(
                "transferring",
                Localized.of(
                        "按" + pool.name() + "的流转规则将转给" + rule.target() + "，不能在此领取。",
                        "A rule of " + pool.name() + " passes it to " + rule.target() + "."));
    }

    static Conflict coolDown(PoolTerms pool, Instant until) {
        String time = MINUTE.format(until.atZone(pool.zone()));
        return new Conflict(
                "coolDown",
                Localized.of(
                        "曾在你名下，" + time + " 之后才能再次领取。", "It was yours; you can claim it again from " + time + "."));
    }

    static Conflict isProtected(PoolTerms pool, Instant until) {
        String time = MINUTE.format(until.atZone(pool.zone()));
        return new Conflict(
                "protected", Localized.of("在保护期内，" + time + " 之后才能领取。", "It is protected until " + time + "."));
    }

    static Conflict dailyLimit(PoolTerms pool) {
        return new Conflict(
                "dailyLimit",
                Localized.of(
                        "今天在" + pool.name() + "的领取数已达上限（" + pool.claimLimitPerDay() + " 条）。",
                        "You have claimed the " + pool.claimLimitPerDay() + " records that " + pool.name()
                                + " permits a day."));
    }

    static Conflict holdingLimit(PoolTerms pool) {
        return new Conflict(
                "holdingLimit",
                Localized.of(
                        "来自" + pool.name() + "的保有量已达上限（" + pool.holdingLimit() + " 条）。",
                        "You hold the " + pool.holdingLimit() + " records that " + pool.name() + " permits."));
    }

    static Conflict noPool() {
        return new Conflict("noPool", Localized.of("没有可用的公海。", "There is no public pool for it."));
    }

    static Forbidden mayNotAssign() {
        return new Forbidden(
                "mayNotAssign",
                Localized.of("公海中的记录需要领取，或由公海管理员分配。", "Claim it, or have an administrator of the pool assign it."));
    }

    static Forbidden notOwner() {
        return new Forbidden(
                "notOwner",
                Localized.of("只有负责人或公海管理员可以退回。", "Only its owner or an administrator of the pool can return it."));
    }
}
