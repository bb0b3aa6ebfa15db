package org.penglai.crm.security.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the roles of a user say, taken together by whoever enforces it.
 *
 * @param userId the user
 * @param administrator whether nothing is withheld
 * @param roles of the user; none for one who has no rights to data
 * @param people whose records lie within each scope, the user included; {@link DataScope#ALL} is not there
 */
public record UserRights(long userId, boolean administrator, List<RoleRights> roles, Map<DataScope, Set<Long>> people) {
    public UserRights {
        roles = List.copyOf(roles);
        people = Map.copyOf(people);
    }

    /** Nothing is withheld. */
    public static UserRights unlimited(long userId) {
        return new UserRights(userId, true, List.of(), Map.of());
    }

    /** Owners whose records lie within the scope; the user alone at least. */
    public Set<Long> people(DataScope scope) {
        return people.getOrDefault(scope, Set.of(userId));
    }
}
