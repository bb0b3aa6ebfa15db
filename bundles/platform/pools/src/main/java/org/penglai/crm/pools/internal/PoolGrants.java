package org.penglai.crm.pools.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * What lies in a pool is seen and can be claimed by its members; its administrators do everything to it that their roles
 * permit. Where a pool names no administrators, its members assign if their roles permit that. What a colleague has just
 * claimed can still be tried to claim, so that the answer says who was faster. Who belongs to a pool is remembered for a
 * few seconds. Safe for any thread.
 */
@Component(service = RowGrants.class)
public final class PoolGrants implements RowGrants {
    private static final String POOL = PoolFields.POOL;
    private static final Set<String> OF_MEMBERS = Set.of("read", PoolActions.CLAIM);
    /** What tells where a record lies and since when. */
    private static final Set<String> OF_THE_POOL = Set.of(
            POOL,
            PoolFields.POOLED_AT,
            PoolFields.POOL_REASON,
            PoolFields.HOME_POOL,
            PoolFields.PREVIOUS_OWNER,
            PoolFields.CLAIMED_AT,
            PoolFields.LAST_FOLLOW_UP_AT,
            PoolFields.RECLAIM_AT,
            PoolFields.PROTECTED_UNTIL);

    private static final long FRESH = Duration.ofSeconds(5).toNanos();
    private static final int USERS_AT_MOST = 10_000;

    private final PoolDirectory directory;
    private final Map<String, Known> known = new LinkedHashMap<>();

    @Activate
    public PoolGrants(@Reference PoolDirectory directory) {
        this.directory = directory;
    }

    @Override
    public List<Grant> of(Caller caller, StoredType type, String operation) {
        StoredField field = type.has(Trait.POOL) ? type.fields().get(POOL) : null;
        if (field == null) {
            return List.of();
        }
        Places places = places(caller.userId(), type.name());
        if (!OF_MEMBERS.contains(operation)) {
            Set<Long> pools = operation.equals(PoolActions.ASSIGN) ? places.assignable(caller) : places.admin();
            return pools.isEmpty() ? List.of() : List.of(new Grant(POOL, POOL, pools));
        }
        List<Grant> grants = new ArrayList<>();
        places.member().forEach((shown, pools) -> {
            grants.add(new Grant(POOL, POOL, pools, shown));
            if (operation.equals(PoolActions.CLAIM)) {
                grants.add(new Grant(POOL, PoolFields.HOME_POOL, pools, shown));
            }
        });
        return grants;
    }

    /** What a member sees of a record in the pool; empty for everything. */
    private static Set<String> shown(PoolTerms pool, boolean admin) {
        if (admin || pool.visibleFields().isEmpty()) {
            return Set.of();
        }
        Set<String> shown = new TreeSet<>(OF_THE_POOL);
        shown.addAll(pool.visibleFields());
        return shown;
    }

    private Places places(long user, String type) {
        String key = user + ":" + type;
        synchronized (known) {
            Known kept = known.get(key);
            if (kept != null && System.nanoTime() - kept.readAt() < FRESH) {
                return kept.places();
            }
        }
        List<PoolTerms> pools = directory.active(type);
        Set<Long> admin = pools.stream()
                .filter(pool -> pool.admins().contains(user))
                .map(PoolTerms::id)
                .collect(Collectors.toUnmodifiableSet());
        Map<Set<String>, Set<Long>> member = pools.stream()
                .filter(pool -> admin.contains(pool.id()) || directory.isMember(pool, user))
                .collect(Collectors.groupingBy(
                        pool -> shown(pool, admin.contains(pool.id())),
                        Collectors.mapping(PoolTerms::id, Collectors.toUnmodifiableSet())));
        Set<Long> unled = pools.stream()
                .filter(pool -> pool.admins().isEmpty())
                .map(PoolTerms::id)
                .collect(Collectors.toUnmodifiableSet());
        Places places = new Places(member, admin, unled);
        synchronized (known) {
            if (known.size() >= USERS_AT_MOST) {
                known.clear();
            }
            known.put(key, new Known(places, System.nanoTime()));
        }
        return places;
    }

    /**
     * Ids of pools.
     *
     * @param member to which a user belongs, by the fields that he sees
     * @param admin which he looks after
     * @param unled which nobody is named to look after
     */
    private record Places(Map<Set<String>, Set<Long>> member, Set<Long> admin, Set<Long> unled) {
        /** From which the caller assigns: the rule of {@link PoolRights}, as far as he sees what lies there. */
        Set<Long> assignable(Caller caller) {
            Set<Long> pools = new HashSet<>();
            member.values().forEach(pools::addAll);
            if (!PoolRights.leadsAll(caller)) {
                pools.removeIf(pool -> !admin.contains(pool) && !unled.contains(pool));
            }
            return pools;
        }
    }

    private record Known(Places places, long readAt) {}
}
