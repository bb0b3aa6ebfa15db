package org.penglai.crm.pools.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.calendar.WorkingDays;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.pools.WonStatus;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * The pools as they are now and who belongs to them. What is asked at every write is a few seconds old at most; limits are
 * checked against what {@link #find} reads. Safe for any thread.
 */
@Component(service = PoolDirectory.class)
public class PoolDirectory {
    private static final long FRESH = Duration.ofSeconds(5).toNanos();
    private static final int MOST = 1_000;
    private static final int DEEPEST = 50;
    private static final String DEPARTMENTS = "departments";

    private final RecordReader records;
    private final WorkingDays calendar;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    volatile List<WonStatus> wonStatuses = List.of();

    @Activate
    public PoolDirectory(@Reference RecordReader records, @Reference WorkingDays calendar) {
        this.records = records;
        this.calendar = calendar;
    }

    /** The pool as it is in the database, active or not. */
    Optional<PoolTerms> find(long id) {
        try {
            return records.find(Caller.system(), PoolsType.TYPE, id).map(PoolTerms::of);
        } catch (NotFound notYet) {
            return Optional.empty();
        }
    }

    /** The active pools for records of a type, the most important first. */
    List<PoolTerms> active(String type) {
        Known now = known.get(type);
        if (now == null || System.nanoTime() - now.readAt() > FRESH) {
            now = new Known(read(type), System.nanoTime());
            known.put(type, now);
        }
        return now.pools();
    }

    /** A pool was changed here. */
    void forget() {
        known.clear();
    }

    private List<PoolTerms> read(String type) {
        try {
            return records
                    .list(Caller.system(), PoolsType.TYPE, new RecordQuery("active==true;type==" + type, "id", MOST))
                    .stream()
                    .map(PoolTerms::of)
                    .sorted(Comparator.comparingLong(PoolTerms::position))
                    .toList();
        } catch (NotFound notYet) {
            return List.of();
        }
    }

    /** The active pool whose rules hold for a record: where it came from, else the first one its owner belongs to. */
    Optional<PoolTerms> governing(String type, Long homePool, Long owner) {
        List<PoolTerms> pools = active(type);
        Optional<PoolTerms> home = pools.stream()
                .filter(pool -> homePool != null && pool.id() == homePool)
                .findFirst();
        return home.isPresent() || owner == null
                ? home
                : pools.stream().filter(pool -> isMember(pool, owner)).findFirst();
    }

    /** Where a record goes that loses its owner: the pool that governs it, else the first one there is. */
    Optional<PoolTerms> target(String type, Long homePool, Long owner) {
        return governing(type, homePool, owner).or(() -> active(type).stream().findFirst());
    }

    boolean isMember(PoolTerms pool, long user) {
        List<RecordLink> members = pool.members();
        if (members.isEmpty() || members.contains(new RecordLink("users", user))) {
            return true;
        }
        if (members.stream().allMatch(member -> member.type().equals("users"))) {
            return false;
        }
        return records.find(Caller.system(), "users", user)
                .filter(person -> members.stream().anyMatch(member -> fits(member, person)))
                .isPresent();
    }

    private boolean fits(RecordLink member, RecordSnapshot person) {
        if (member.type().equals(DEPARTMENTS)) {
            return isWithin(person.reference("department"), member.id());
        }
        return person.values().get(member.type()) instanceof List<?> roles && roles.contains(member);
    }

    /** Whether a department is the other one or somewhere below it. */
    private boolean isWithin(Long department, long other) {
        Long current = department;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            if (current == other) {
                return true;
            }
            current = records.find(Caller.system(), DEPARTMENTS, current)
                    .map(each -> each.reference("parent"))
                    .orElse(null);
        }
        return false;
    }

    /** The user, unless there is none of that id any more, so that nothing refers to nobody. */
    Long known(Long user) {
        try {
            return user == null || records.find(Caller.system(), "users", user).isEmpty() ? null : user;
        } catch (NotFound notYet) {
            return null;
        }
    }

    Won won(String type) {
        return wonStatuses.stream()
                .filter(status -> status.type().equals(type))
                .map(status -> new Won(status.field(), status.codes()))
                .findFirst()
                .orElse(Won.NEVER);
    }

    /** When the record is to be taken back; null if no rule says so. */
    Deadline deadline(String type, Holding holding) {
        return governing(type, holding.homePool(), holding.owner())
                .map(terms -> Deadline.of(terms, holding, calendar))
                .orElse(null);
    }

    RecordReader records() {
        return records;
    }

    WorkingDays calendar() {
        return calendar;
    }

    private record Known(List<PoolTerms> pools, long readAt) {}
}
