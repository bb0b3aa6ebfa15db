package org.penglai.crm.security.internal.user;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.penglai.crm.security.internal.PlainKeys;
import org.penglai.crm.security.internal.SecurityTables;

/**
 * A user's row written without the record kernel, which needs users before it can work; with plain sort key and initials.
 */
record NewUserRow(long id, String username, String name, boolean administrator) {
    void insert(DSLContext sql, LocalDateTime now) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(SecurityTables.ID, id);
        row.put(system("version"), 1L);
        row.put(system("created_at"), now);
        row.put(system("created_by"), 0L);
        row.put(system("updated_at"), now);
        row.put(system("updated_by"), 0L);
        row.put(system("deleted_marker"), 0L);
        row.put(system("sort_key"), PlainKeys.sortKey(name));
        row.put(system("initials"), PlainKeys.initials(username));
        values().forEach(row::put);
        sql.insertInto(SecurityTables.USERS).set(row).execute();
    }

    /** For the audit: what was written, by field name. */
    Map<String, Object> changes() {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put(UsersType.USERNAME, username);
        changes.put(UsersType.NAME, name);
        changes.put(UsersType.STATUS, UsersType.ACTIVE);
        changes.put(UsersType.LOCALE, UsersType.DEFAULT_LOCALE);
        changes.put(UsersType.ZONE, UsersType.DEFAULT_ZONE);
        changes.put(UsersType.ADMINISTRATOR, administrator);
        return changes;
    }

    private Map<Field<?>, Object> values() {
        return Map.of(
                SecurityTables.USERNAME,
                username,
                SecurityTables.NAME,
                name,
                SecurityTables.STATUS,
                UsersType.ACTIVE,
                SecurityTables.LOCALE,
                UsersType.DEFAULT_LOCALE,
                SecurityTables.TIME_ZONE,
                UsersType.DEFAULT_ZONE,
                SecurityTables.ADMINISTRATOR,
                administrator);
    }

    private static Field<Object> system(String column) {
        return field(unquotedName(column));
    }
}
