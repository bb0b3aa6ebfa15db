package org.penglai.crm.security.internal.role;

import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFromStep;
import org.penglai.crm.security.internal.SecurityTables;

/** The roles that a user holds, without deleted ones. */
public final class HeldRoles {
    private HeldRoles() {}

    /** What is selected, of one user's roles. */
    public static <R extends Record> SelectConditionStep<R> of(SelectFromStep<R> select, long userId) {
        return select.from(SecurityTables.LINKS)
                .join(SecurityTables.ROLES)
                .on(SecurityTables.ROLE_ID.eq(SecurityTables.LINK_TARGET))
                .where(SecurityTables.LINK_TYPE.eq("users"))
                .and(SecurityTables.LINK_FIELD.eq("roles"))
                .and(SecurityTables.LINK_RECORD.eq(userId))
                .and(SecurityTables.ROLE_DELETED_AT.isNull());
    }
}
