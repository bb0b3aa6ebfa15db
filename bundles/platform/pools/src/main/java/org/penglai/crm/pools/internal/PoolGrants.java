package org.penglai.crm.pools.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * What lies in a pool is seen and can be claimed by its members; its administrators do everything to it that their roles
 * permit. Who belongs to a pool is remembered for a few seconds. Safe for any thread.
 */
@Component(service = RowGrants.class)
public final class PoolGrants implements RowGrants {
    private static final String POOL = "pool";
    private static final Set<String> OF_MEMBERS = Set.of("read", PoolActions.CLAIM);
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
        Set<Long> pools = OF_MEMBERS.contains(operation) ? places.member() : places.admin();
        return pools.isEmpty() ? List.of() : List.of(new Grant(POOL, POOL, pools));
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
        Set<Long> member = pools.stream()
                .filter(pool -> admin.contains(pool.id()) || directory.isMember(pool, user))
                .map(PoolTerms::id)
                .collect(Collectors.toUnmodifiableSet());
        Places places = new Places(member, admin);
        synchronized (known) {
            if (known.size() >= USERS_AT_MOST) {
                known.clear();
            }
            known.put(key, new Known(places, System.nanoTime()));
        }
        return places;
    }

    /** Ids of the pools that a user belongs to, and of those that he looks after. */
    private record Places(Set<Long> member, Set<Long> admin) {}

    private record Known(Places places, long readAt) {}
}
