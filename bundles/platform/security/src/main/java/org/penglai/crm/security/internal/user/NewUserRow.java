package org.penglai.crm.security.internal.user;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.penglai.crm.security.internal.SecurityTables;

/**
 * A user's row written without the record kernel, which needs users before it can work. Sort key and initials are plain
 * ones; the kernel computes better ones when it first updates the row.
 */
record NewUserRow(long id, String username, String name, boolean administrator) {
    private static final int SORT_KEY_BYTES = 120;
    private static final int INITIALS = 80;

    void insert(DSLContext sql, LocalDateTime now) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(SecurityTables.ID, id);
        row.put(system("version"), 1L);
        row.put(system("created_at"), now);
        row.put(system("created_by"), 0L);
        row.put(system("updated_at"), now);
        row.put(system("updated_by"), 0L);
        row.put(system("deleted_marker"), 0L);
        row.put(system("sort_key"), sortKey());
        row.put(system("initials"), initials());
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

    String sortKey() {
        byte[] bytes = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, SORT_KEY_BYTES)));
    }

    String initials() {
        String latin = username.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return latin.substring(0, Math.min(latin.length(), INITIALS));
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
