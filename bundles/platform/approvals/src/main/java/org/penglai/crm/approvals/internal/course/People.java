package org.penglai.crm.approvals.internal.course;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Who works here, whom people report to and who stands in for them. For one thread. */
final class People {
    private static final String USERS = "users";
    private static final String DEPARTMENTS = "departments";
    private static final String MANAGER = "manager";
    private static final int MOST = 200;
    private static final int DEEPEST = 20;

    private final RecordReader records;
    private final Instant now;
    private final Map<Long, Optional<RecordSnapshot>> known = new HashMap<>();

    People(RecordReader records, Instant now) {
        this.records = records;
        this.now = now;
    }

    String name(Long user) {
        return user == null ? "" : find(user).map(person -> person.text("name")).orElse("");
    }

    boolean isActive(long user) {
        return find(user)
                .filter(person -> "active".equals(person.text("status")))
                .isPresent();
    }

    /** Active users with the role. */
    List<Long> holding(long role) {
        return records
                .list(
                        Caller.system(),
                        USERS,
                        new RecordQuery("status==active;roles==" + RecordId.format(role), "id", MOST))
                .stream()
                .map(RecordSnapshot::id)
                .toList();
    }

    /** Who decides while the user is away; himself when he is here or nobody stands in. */
    long actingFor(long user) {
        long acting = user;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Long delegate = find(acting)
                    .filter(this::isAway)
                    .map(person -> person.reference("delegate"))
                    .orElse(null);
            if (delegate == null || delegate == user || !isActive(delegate)) {
                return acting;
            }
            acting = delegate;
        }
        return user;
    }

    private boolean isAway(RecordSnapshot person) {
        LocalDate until = person.get("absentUntil", LocalDate.class);
        String zone = person.text("zone");
        LocalDate today =
                LocalDate.ofInstant(now, zone == null ? Caller.system().zone() : ZoneId.of(zone));
        return until != null && !until.isBefore(today);
    }

    /** The managers of a user, the nearest first: his own, else the head of his department or of one above it. */
    List<Long> managers(long user, int levels) {
        List<Long> managers = new ArrayList<>();
        Long current = user;
        while (managers.size() < levels) {
            current = manager(current, user, managers);
            if (current == null) {
                break;
            }
            managers.add(current);
        }
        return managers;
    }

    private Long manager(long user, long requester, List<Long> known) {
        RecordSnapshot person = find(user).orElse(null);
        if (person == null) {
            return null;
        }
        Long manager = person.reference(MANAGER);
        if (manager != null) {
            return known.contains(manager) || manager == requester ? null : manager;
        }
        Long department = person.reference("department");
        for (int depth = 0; department != null && depth < DEEPEST; depth++) {
            RecordSnapshot unit = department(department);
            if (unit == null) {
                return null;
            }
            Long head = unit.reference(MANAGER);
            if (head != null && head != user && head != requester && !known.contains(head)) {
                return head;
            }
            department = unit.reference("parent");
        }
        return null;
    }

    private RecordSnapshot department(long id) {
        try {
            return records.find(Caller.system(), DEPARTMENTS, id).orElse(null);
        } catch (NotFound none) {
            return null;
        }
    }

    private Optional<RecordSnapshot> find(long user) {
        return known.computeIfAbsent(user, id -> records.find(Caller.system(), USERS, id));
    }
}
