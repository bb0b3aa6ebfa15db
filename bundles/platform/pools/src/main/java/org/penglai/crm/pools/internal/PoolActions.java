package org.penglai.crm.pools.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/** What can be done to a poolable record. Limits and the cool-down are checked by {@link ClaimGuard} and
 * {@link PastOwners}, inside the transaction. */
final class PoolActions {
    static final String CLAIM = "claim";
    static final String RETURN = "return";
    static final String ASSIGN = "assign";
    static final String EXTEND = "extend";
    private static final int LONGEST_PROTECTION = 365;

    private final PoolDirectory pools;
    private final Transfers transfers;

    PoolActions(PoolDirectory pools, Transfers transfers) {
        this.pools = pools;
        this.transfers = transfers;
    }

    List<ActionDefinition> all() {
        return List.of(
                ActionDefinition.of(CLAIM, "领取", "Claim", this::claim).onlyIf(ActionCondition.filled(PoolFields.POOL)),
                new ActionDefinition(
                                RETURN,
                                Localized.of("退回公海", "Return to the pool"),
                                List.of(
                                        argument(
                                                "reason",
                                                FieldKind.ENUMERATION,
                                                Localized.of("原因", "Reason"),
                                                null,
                                                false,
                                                "manual",
                                                List.of(
                                                        new Option("manual", Localized.of("主动退回", "Returned")),
                                                        new Option("invalid", Localized.of("无效", "Invalid")))),
                                        argument(
                                                "pool",
                                                FieldKind.REFERENCE,
                                                Localized.of("公海", "Public pool"),
                                                PoolsType.TYPE,
                                                false,
                                                null,
                                                List.of())),
                                this::giveBack)
                        .onlyIf(ActionCondition.empty(PoolFields.POOL)),
                new ActionDefinition(
                        ASSIGN,
                        Localized.of("分配", "Assign"),
                        List.of(argument(
                                "user",
                                FieldKind.REFERENCE,
                                Localized.of("负责人", "Owner"),
                                "users",
                                true,
                                null,
                                List.of())),
                        this::assign),
                new ActionDefinition(
                                EXTEND,
                                Localized.of("延长保护期", "Protect longer"),
                                List.of(argument(
                                        "days",
                                        FieldKind.INTEGER,
                                        Localized.of("天数", "Days"),
                                        null,
                                        true,
                                        null,
                                        List.of())),
                                this::extend)
                        .onlyIf(ActionCondition.filled(SystemFields.OWNER)));
    }

    private static FieldDefinition argument(
            String name,
            FieldKind kind,
            Localized label,
            String target,
            boolean required,
            Object defaultValue,
            List<Option> options) {
        return new FieldDefinition(
                name,
                kind,
                name,
                label,
                null,
                required,
                false,
                false,
                options,
                target,
                List.of(),
                null,
                defaultValue,
                List.of());
    }

    private Outcome claim(ActionDefinition.Input input) {
        RecordSnapshot record = input.record();
        Caller caller = input.caller();
        Long owner = record.reference(SystemFields.OWNER);
        if (owner != null) {
            throw owner == caller.userId()
                    ? PoolRefusals.ownAlready()
                    : PoolRefusals.alreadyClaimed(name(input.records(), owner));
        }
        PoolTerms pool = Optional.ofNullable(record.reference(PoolFields.POOL))
                .flatMap(pools::find)
                .orElseThrow(PoolRefusals::notInPool);
        if (!pool.active()) {
            throw PoolRefusals.inactive(pool);
        }
        if (caller.isSystem() || !pools.isMember(pool, caller.userId())) {
            // Where it lies now is no concern of those who knew it from another pool.
            throw Objects.equals(record.reference(PoolFields.HOME_POOL), pool.id())
                    ? PoolRefusals.notMember(pool)
                    : PoolRefusals.notInPool();
        }
        if (!pool.claimable()) {
            throw PoolRefusals.assignOnly(pool);
        }
        Instant protectedUntil = record.get(PoolFields.PROTECTED_UNTIL, Instant.class);
        if (protectedUntil != null && protectedUntil.isAfter(input.now())) {
            throw PoolRefusals.isProtected(pool, protectedUntil);
        }
        transfers.applying(pool, record.id()).ifPresent(rule -> {
            throw PoolRefusals.transferred(pool, rule);
        });
        return changed(PoolMoves.to(caller.userId(), pool.id(), null, input.now()));
    }

    private Outcome giveBack(ActionDefinition.Input input) {
        RecordSnapshot record = input.record();
        if (record.reference(PoolFields.POOL) != null) {
            throw PoolRefusals.inPoolAlready();
        }
        String type = record.type();
        Long owner = record.reference(SystemFields.OWNER);
        Long wanted = (Long) input.arguments().get("pool");
        PoolTerms pool = (wanted == null
                        ? pools.target(type, record.reference(PoolFields.HOME_POOL), owner)
                        : pools.find(wanted)
                                .filter(each -> each.active() && each.type().equals(type)))
                .orElseThrow(PoolRefusals::noPool);
        boolean own = owner != null && owner == input.caller().userId();
        if (!own && !PoolRights.mayAssign(input.caller(), type, pool)) {
            throw PoolRefusals.notOwner();
        }
        return changed(PoolMoves.into(pool, (String) input.arguments().get("reason"), pools.known(owner), input.now()));
    }

    private Outcome assign(ActionDefinition.Input input) {
        RecordSnapshot record = input.record();
        Long pool = record.reference(PoolFields.POOL);
        PoolTerms terms = pool == null ? null : pools.find(pool).orElse(null);
        if (!PoolRights.mayAssign(input.caller(), record.type(), terms)) {
            throw PoolRefusals.mayNotAssign();
        }
        long user = (Long) input.arguments().get("user");
        boolean active = input.records()
                .find(Caller.system(), "users", user)
                .filter(person -> "active".equals(person.text("status")))
                .isPresent();
        if (!active) {
            throw new Invalid(Violation.of("user", "inactiveUser", "该用户不存在或已停用。", "There is no such active user."));
        }
        Long home = pool == null ? record.reference(PoolFields.HOME_POOL) : pool;
        Outcome outcome =
                changed(PoolMoves.to(user, home, pools.known(record.reference(SystemFields.OWNER)), input.now()));
        return user == input.caller().userId()
                ? outcome
                : outcome.notify(new Notice(
                        Set.of(user),
                        "pool",
                        Localized.of(
                                input.caller().displayName() + " 分配给你一条记录",
                                input.caller().displayName() + " assigned a record to you"),
                        null,
                        record.type(),
                        record.id()));
    }

    private Outcome extend(ActionDefinition.Input input) {
        long days = (Long) input.arguments().get("days");
        if (days < 1 || days > LONGEST_PROTECTION) {
            throw new Invalid(Violation.of(
                    "days",
                    "outOfRange",
                    "应在 1 到 " + LONGEST_PROTECTION + " 之间。",
                    "Must be from 1 to " + LONGEST_PROTECTION + "."));
        }
        Instant until = input.record().get(PoolFields.PROTECTED_UNTIL, Instant.class);
        Instant from = until == null || until.isBefore(input.now()) ? input.now() : until;
        return Outcome.none().set(PoolFields.PROTECTED_UNTIL, from.plus(Duration.ofDays(days)));
    }

    private static Outcome changed(Map<String, Object> values) {
        Outcome outcome = Outcome.none();
        values.forEach(outcome::set);
        return outcome;
    }

    private static String name(RecordReader records, long user) {
        try {
            return records.find(Caller.system(), "users", user)
                    .map(person -> person.text("name"))
                    .orElse(null);
        } catch (NotFound none) {
            return null;
        }
    }
}
