package org.penglai.crm.api.assignment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * Whose turn it is: of those who take part, work today and have not had enough for the day, the one who has waited longest,
 * or has the least to do. Reads only; what it found is written by the caller, against the version that was looked at, so that
 * of two who choose at the same time one has to choose again. For one thread.
 */
public final class Turns {
    private static final int MOST = 1_000;
    private static final String USERS = "users";

    private final RecordReader records;
    private final LocalDate today;

    /** @param today in the zone in which days are counted */
    public Turns(RecordReader records, LocalDate today) {
        this.records = records;
        this.today = today;
    }

    /**
     * Somebody was found.
     *
     * @param user who gets it
     * @param counted keeps count of it, to be written together with what was given
     */
    public record Turn(long user, RecordChange counted) {}

    /**
     * Whose turn it is.
     *
     * @param assignees all people of the assignment, records with {@link AssigneeFields}
     * @param suited who comes into question
     * @param load how much the user with that id has to do; the least comes first, and the turn among equals
     * @return empty if nobody is left
     */
    public Optional<Turn> next(
            List<RecordSnapshot> assignees, Predicate<RecordSnapshot> suited, ToLongFunction<Long> load) {
        List<RecordSnapshot> taking = assignees.stream()
                .filter(each -> Boolean.TRUE.equals(each.get(AssigneeFields.IS_ACTIVE, Boolean.class)))
                .filter(this::hasRoom)
                .filter(suited)
                .toList();
        Map<Long, RecordSnapshot> users = users(taking.stream().map(Turns::user).collect(Collectors.toSet()));
        long last = assignees.stream().mapToLong(Turns::turn).max().orElse(0);
        return taking.stream()
                .filter(each -> isAtWork(users.get(user(each))))
                .min(Comparator.<RecordSnapshot>comparingLong(each -> load.applyAsLong(user(each)))
                        .thenComparingLong(Turns::turn)
                        .thenComparingLong(RecordSnapshot::id))
                .map(each -> new Turn(user(each), counted(each, last + 1)));
    }

    /** The user, if he still works here: who gets it when nobody else does. */
    public Optional<Long> standIn(long user) {
        return records.find(Caller.system(), USERS, user)
                .filter(Turns::isActive)
                .map(RecordSnapshot::id);
    }

    private Map<Long, RecordSnapshot> users(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String wanted = Set.copyOf(ids).stream().map(RecordId::format).collect(Collectors.joining(","));
        return records.list(Caller.system(), USERS, new RecordQuery("id=in=(" + wanted + ")", "id", MOST)).stream()
                .collect(Collectors.toMap(RecordSnapshot::id, Function.identity()));
    }

    private static boolean isActive(RecordSnapshot user) {
        return "active".equals(user.text("status"));
    }

    private boolean isAtWork(RecordSnapshot user) {
        LocalDate absentUntil = user == null ? null : user.get("absentUntil", LocalDate.class);
        return user != null && isActive(user) && (absentUntil == null || absentUntil.isBefore(today));
    }

    private boolean hasRoom(RecordSnapshot assignee) {
        Long quota = assignee.get(AssigneeFields.QUOTA_PER_DAY, Long.class);
        return quota == null || given(assignee) < quota;
    }

    private long given(RecordSnapshot assignee) {
        return today.equals(assignee.get(AssigneeFields.GIVEN_ON, LocalDate.class))
                ? assignee.integer(AssigneeFields.GIVEN_COUNT, 0)
                : 0;
    }

    private RecordChange counted(RecordSnapshot assignee, long turn) {
        Map<String, Object> values = new HashMap<>();
        values.put(AssigneeFields.TURN, turn);
        values.put(AssigneeFields.GIVEN_ON, today);
        values.put(AssigneeFields.GIVEN_COUNT, given(assignee) + 1);
        return new RecordChange.Update(assignee.type(), assignee.id(), assignee.version(), values);
    }

    private static long turn(RecordSnapshot assignee) {
        return assignee.integer(AssigneeFields.TURN, 0);
    }

    private static long user(RecordSnapshot assignee) {
        return assignee.reference(AssigneeFields.USER);
    }
}
