package org.penglai.crm.security.internal.user;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jooq.Field;
import org.jooq.Record;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.internal.Permissions;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.role.RoleGrants;
import org.penglai.crm.security.spi.Users;

/**
 * What recognising a user needs of the row.
 *
 * @param deleted whether it lies in the recycle bin
 */
public record Account(
        long id,
        String username,
        String name,
        String status,
        String locale,
        String zone,
        boolean administrator,
        boolean deleted) {

    /** The columns that {@link #of} reads. */
    public static List<Field<?>> columns() {
        return List.of(
                SecurityTables.ID,
                SecurityTables.USERNAME,
                SecurityTables.NAME,
                SecurityTables.STATUS,
                SecurityTables.LOCALE,
                SecurityTables.TIME_ZONE,
                SecurityTables.ADMINISTRATOR,
                SecurityTables.DELETED_AT);
    }

    public static Account of(Record row) {
        return new Account(
                row.get(SecurityTables.ID),
                row.get(SecurityTables.USERNAME),
                row.get(SecurityTables.NAME),
                row.get(SecurityTables.STATUS),
                row.get(SecurityTables.LOCALE),
                row.get(SecurityTables.TIME_ZONE),
                row.get(SecurityTables.ADMINISTRATOR),
                row.get(SecurityTables.DELETED_AT) != null);
    }

    /** Whether the user may do anything at all. */
    public boolean isActive() {
        return !deleted && UsersType.ACTIVE.equals(status);
    }

    /** @param granted what the user's roles permit */
    public Caller caller(RoleGrants.Granted granted) {
        return new Caller(
                id,
                username,
                name,
                Locale.forLanguageTag(locale),
                ZoneId.of(zone),
                Permissions.of(administrator, granted.permissions()));
    }

    Users.User user() {
        return new Users.User(id, username, name, status, administrator);
    }
}
