package org.penglai.crm.security.internal.role;

import java.util.List;
import org.jooq.DSLContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.security.internal.SecurityTables;

/** What roles are called. A role with one name is called so in both languages. */
public final class RoleNames {
    private RoleNames() {}

    /** @param english null if the role has one name */
    public static Localized of(String name, String english) {
        return Localized.of(name, english == null ? name : english);
    }

    /** Of the roles that a user holds. */
    public static List<Localized> heldBy(DSLContext sql, long userId) {
        return HeldRoles.of(sql.select(SecurityTables.ROLE_NAME, SecurityTables.ROLE_ENGLISH_NAME), userId)
                .orderBy(SecurityTables.LINK_POSITION)
                .fetch(row -> of(row.value1(), row.value2()));
    }
}
