package org.penglai.crm.security.internal.role;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.penglai.crm.security.internal.Permissions;
import org.penglai.crm.security.internal.SecurityTables;

/**
 * Which roles users have. The record kernel keeps that among the links of all types; recognising a caller asks its table
 * itself, since it must not depend on what the caller may read.
 */
public final class RoleGrants {
    private static final String USERS = "users";
    private static final String FIELD = "roles";

    private RoleGrants() {}

    /** @param codes of the roles, sorted */
    public record Granted(Set<String> codes, Set<String> permissions) {
        private static final Granted NOTHING = new Granted(Set.of(), Set.of());
    }

    /** What a user's roles permit. */
    public static Granted of(DSLContext sql, long userId) {
        return of(sql, List.of(userId)).getOrDefault(userId, Granted.NOTHING);
    }

    /** The same for several; those without a role are left out. */
    public static Map<Long, Granted> of(DSLContext sql, Collection<Long> userIds) {
        Map<Long, Granted> granted = new HashMap<>();
        for (Record3<Long, String, String> row : sql.select(
                        SecurityTables.LINK_RECORD, SecurityTables.ROLE_CODE, SecurityTables.ROLE_PERMISSIONS)
                .from(SecurityTables.LINKS)
                .join(SecurityTables.ROLES)
                .on(SecurityTables.ROLE_ID.eq(SecurityTables.LINK_TARGET))
                .where(SecurityTables.LINK_TYPE.eq(USERS))
                .and(SecurityTables.LINK_FIELD.eq(FIELD))
                .and(SecurityTables.LINK_RECORD.in(userIds))
                .and(SecurityTables.ROLE_DELETED_AT.isNull())
                .fetch()) {
            Granted one = granted.computeIfAbsent(row.value1(), user -> new Granted(new TreeSet<>(), new HashSet<>()));
            one.codes().add(row.value2());
            one.permissions().addAll(Permissions.parse(row.value3()));
        }
        return granted;
    }

    /** Gives a new user roles, past the kernel. */
    public static void insert(DSLContext sql, long userId, List<Long> roleIds) {
        int position = 0;
        for (long role : roleIds) {
            sql.insertInto(SecurityTables.LINKS)
                    .set(SecurityTables.LINK_TYPE, USERS)
                    .set(SecurityTables.LINK_RECORD, userId)
                    .set(SecurityTables.LINK_FIELD, FIELD)
                    .set(SecurityTables.LINK_TARGET_TYPE, RolesType.TYPE)
                    .set(SecurityTables.LINK_TARGET, role)
                    .set(SecurityTables.LINK_POSITION, position++)
                    .execute();
        }
    }

    /** Ids of roles by code; unknown codes are left out. */
    public static Map<String, Long> ids(DSLContext sql, Collection<String> codes) {
        return sql.select(SecurityTables.ROLE_CODE, SecurityTables.ROLE_ID)
                .from(SecurityTables.ROLES)
                .where(SecurityTables.ROLE_CODE.in(codes))
                .and(SecurityTables.ROLE_DELETED_AT.isNull())
                .fetchMap(SecurityTables.ROLE_CODE, SecurityTables.ROLE_ID);
    }
}
