package org.penglai.crm.security.internal.rights;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.team.TeamsType;
import org.penglai.crm.security.spi.DataScope;

/**
 * Whose records lie within a user's scopes. People who left or were deleted stay where they were, so that their records
 * remain in sight until they are handed over.
 */
final class PeopleRows {
    private final DSLContext sql;
    private final long user;
    private final Long department;

    /** @param department null for somebody without one */
    PeopleRows(DSLContext sql, long user, Long department) {
        this.sql = sql;
        this.user = user;
        this.department = department;
    }

    Map<DataScope, Set<Long>> within(Collection<DataScope> scopes) {
        Map<DataScope, Set<Long>> people = new EnumMap<>(DataScope.class);
        for (DataScope scope : scopes) {
            switch (scope) {
                case OWN -> people.put(scope, Set.of(user));
                case TEAM -> people.put(scope, team());
                case DEPARTMENT -> people.put(scope, department == null ? Set.of(user) : of(Set.of(department)));
                case DEPARTMENT_TREE -> people.put(scope, department == null ? Set.of(user) : of(tree()));
                default -> {
                    // Everybody's records need no list of people.
                }
            }
        }
        return people;
    }

    private Set<Long> of(Set<Long> departments) {
        return withUser(SecurityTables.USER_DEPARTMENT.in(departments));
    }

    private Set<Long> withUser(Condition which) {
        Set<Long> people = new HashSet<>(sql.select(SecurityTables.ID)
                .from(SecurityTables.USERS)
                .where(which)
                .fetchSet(SecurityTables.ID));
        people.add(user);
        return Set.copyOf(people);
    }

    /** Who reports to the user, and everybody in the teams that the user leads or belongs to. */
    private Set<Long> team() {
        Set<Long> people = new HashSet<>(withUser(SecurityTables.USER_MANAGER.eq(user)));
        Condition membership =
                SecurityTables.LINK_TYPE.eq(TeamsType.TYPE).and(SecurityTables.LINK_FIELD.eq(TeamsType.MEMBERS));
        Set<Long> joined = sql.select(SecurityTables.LINK_RECORD)
                .from(SecurityTables.LINKS)
                .where(membership)
                .and(SecurityTables.LINK_TARGET.eq(user))
                .fetchSet(SecurityTables.LINK_RECORD);
        Map<Long, Long> leads = new HashMap<>();
        sql.select(SecurityTables.TEAM_ID, SecurityTables.TEAM_LEAD)
                .from(SecurityTables.TEAMS)
                .where(SecurityTables.TEAM_LEAD.eq(user).or(SecurityTables.TEAM_ID.in(joined)))
                .and(SecurityTables.TEAM_DELETED_AT.isNull())
                .forEach(row -> leads.put(row.value1(), row.value2()));
        if (leads.isEmpty()) {
            return Set.copyOf(people);
        }
        leads.values().stream().filter(Objects::nonNull).forEach(people::add);
        people.addAll(sql.select(SecurityTables.LINK_TARGET)
                .from(SecurityTables.LINKS)
                .where(membership)
                .and(SecurityTables.LINK_RECORD.in(leads.keySet()))
                .fetchSet(SecurityTables.LINK_TARGET));
        return Set.copyOf(people);
    }

    private Set<Long> tree() {
        Map<Long, List<Long>> below = sql.select(SecurityTables.DEPARTMENT_PARENT, SecurityTables.DEPARTMENT_ID)
                .from(SecurityTables.DEPARTMENTS)
                .where(SecurityTables.DEPARTMENT_PARENT.isNotNull())
                .fetchGroups(SecurityTables.DEPARTMENT_PARENT, SecurityTables.DEPARTMENT_ID);
        Set<Long> tree = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(Set.of(department));
        while (!open.isEmpty()) {
            Long next = open.poll();
            if (tree.add(next)) {
                open.addAll(below.getOrDefault(next, List.of()));
            }
        }
        return tree;
    }
}
