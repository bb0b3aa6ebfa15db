package org.penglai.crm.security.internal.user;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.security.internal.SecurityTables;

/** The check inside the transaction, one writer at a time: two administrators who disable each other do not both succeed. */
final class LastAdministrator {
    static final Violation VIOLATION = Violation.of(
            UsersType.STATUS, "lastAdministrator", "至少要保留一名在用的管理员。", "One administrator must stay active.");

    private LastAdministrator() {}

    /** @throws Invalid if nobody would be left */
    static void check(DSLContext sql, SQLDialect dialect) {
        var instance =
                sql.select(SecurityTables.SLOT).from(SecurityTables.INSTANCE).where(SecurityTables.SLOT.isNotNull());
        if (dialect.family() == SQLDialect.DERBY) {
            instance.forUpdate().option("with rs").fetch();
        } else {
            instance.forUpdate().fetch();
        }
        boolean left = sql.fetchExists(sql.selectOne()
                .from(SecurityTables.USERS)
                .where(SecurityTables.ADMINISTRATOR.isTrue())
                .and(SecurityTables.STATUS.eq(UsersType.ACTIVE))
                .and(SecurityTables.DELETED_AT.isNull()));
        if (!left) {
            throw new Invalid(VIOLATION);
        }
    }
}
