package org.penglai.crm.security.internal.role;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.security.internal.SecurityTables;

/**
 * The parts of a shipped role that follow releases, each by itself: as long as nobody changed what the last release said,
 * the next one decides; what an administrator wrote stays.
 */
final class ShippedParts {
    private static final Table<Record> TABLE = table(unquotedName("crm_shipped_part"));
    private static final Field<Long> ROLE = field(unquotedName("role_id"), SQLDataType.BIGINT);
    private static final Field<String> PART = field(unquotedName("part"), SQLDataType.VARCHAR);
    private static final Field<String> SAID = field(unquotedName("said"), SQLDataType.CLOB);
    private static final Field<Long> UPDATED_BY = field(unquotedName("updated_by"), SQLDataType.BIGINT);

    private static final Map<String, Field<String>> COLUMNS = Map.of(
            RolesType.PERMISSIONS, SecurityTables.ROLE_PERMISSIONS,
            RolesType.SCOPES, SecurityTables.ROLE_SCOPES,
            RolesType.HOME_PAGE, SecurityTables.ROLE_HOME,
            RolesType.MENU, SecurityTables.ROLE_MENU);

    private ShippedParts() {}

    /** What this release says; a part may be null. */
    static Map<String, String> of(ShippedRole role) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(RolesType.PERMISSIONS, role.permissions());
        parts.put(RolesType.SCOPES, role.scopes());
        parts.put(RolesType.HOME_PAGE, role.homePage());
        parts.put(RolesType.MENU, role.menu());
        return parts;
    }

    static Field<String> column(String part) {
        return COLUMNS.get(part);
    }

    /**
     * Notes what this release says.
     *
     * @return the parts that nobody changed and that say something else until now, each as it is
     */
    static Map<String, String> outdated(DSLContext sql, ShippedRole role) {
        Record stored = sql.select(COLUMNS.values())
                .select(UPDATED_BY)
                .from(SecurityTables.ROLES)
                .where(SecurityTables.ROLE_ID.eq(role.id()))
                .fetchSingle();
        boolean untouched = stored.get(UPDATED_BY) == 0;
        Map<String, String> said = sql.select(PART, SAID).from(TABLE).where(ROLE.eq(role.id())).fetch().stream()
                .collect(LinkedHashMap::new, (all, row) -> all.put(row.value1(), row.value2()), Map::putAll);
        Map<String, String> outdated = new LinkedHashMap<>();
        of(role).forEach((part, shipped) -> {
            String present = stored.get(COLUMNS.get(part));
            // Installations from before this was noted: a role that no person ever saved is as it was shipped.
            boolean follows = said.containsKey(part) ? same(said.get(part), present) : untouched;
            if (follows && !same(present, shipped)) {
                outdated.put(part, present);
            }
            boolean noted = said.containsKey(part) && same(said.get(part), shipped);
            if (!noted && (follows || same(present, shipped))) {
                note(sql, role, part, shipped, said.containsKey(part));
            }
        });
        return outdated;
    }

    private static void note(DSLContext sql, ShippedRole role, String part, String shipped, boolean known) {
        if (known) {
            sql.update(TABLE)
                    .set(SAID, shipped)
                    .where(ROLE.eq(role.id()))
                    .and(PART.eq(part))
                    .execute();
        } else {
            sql.insertInto(TABLE, ROLE, PART, SAID)
                    .values(role.id(), part, shipped)
                    .execute();
        }
    }

    /** The order of lines means nothing. */
    private static boolean same(String one, String other) {
        return lines(one).equals(lines(other));
    }

    private static Set<String> lines(String text) {
        return text == null
                ? Set.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.toSet());
    }
}
