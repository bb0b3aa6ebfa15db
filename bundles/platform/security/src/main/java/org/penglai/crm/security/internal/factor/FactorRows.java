package org.penglai.crm.security.internal.factor;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.SecurityTables;

/** The tables of second factors. */
final class FactorRows {
    private static final String USERS = "users";
    private static final String ROLES = "roles";

    private FactorRows() {}

    /** @param confirmedAt null while it has not been put to use */
    record Row(String secret, LocalDateTime confirmedAt, long lastStep) {
        boolean isConfirmed() {
            return confirmedAt != null;
        }
    }

    static Optional<Row> find(DSLContext sql, long user) {
        return sql.select(
                        SecurityTables.FACTOR_SECRET,
                        SecurityTables.FACTOR_CONFIRMED_AT,
                        SecurityTables.FACTOR_LAST_STEP)
                .from(SecurityTables.FACTORS)
                .where(SecurityTables.FACTOR_USER.eq(user))
                .fetchOptional(row -> new Row(row.value1(), row.value2(), row.value3()));
    }

    /** Whether one of the user's roles demands a second factor. */
    static boolean isRequired(DSLContext sql, long user) {
        return sql.fetchExists(sql.selectOne()
                .from(SecurityTables.LINKS)
                .join(SecurityTables.ROLES)
                .on(SecurityTables.ROLE_ID.eq(SecurityTables.LINK_TARGET))
                .where(SecurityTables.LINK_TYPE.eq(USERS))
                .and(SecurityTables.LINK_FIELD.eq(ROLES))
                .and(SecurityTables.LINK_RECORD.eq(user))
                .and(SecurityTables.ROLE_DELETED_AT.isNull())
                .and(SecurityTables.ROLE_SECOND_FACTOR.isTrue()));
    }

    static void insert(DSLContext sql, long user, String secret, LocalDateTime now) {
        sql.insertInto(SecurityTables.FACTORS)
                .set(SecurityTables.FACTOR_USER, user)
                .set(SecurityTables.FACTOR_SECRET, secret)
                .set(SecurityTables.FACTOR_CREATED_AT, now)
                .set(SecurityTables.FACTOR_LAST_STEP, 0L)
                .execute();
    }

    /** Uses a step up; false if it, or a later one, has been. */
    static boolean use(DSLContext sql, long user, String secret, long step) {
        return sql.update(SecurityTables.FACTORS)
                        .set(SecurityTables.FACTOR_LAST_STEP, step)
                        .where(SecurityTables.FACTOR_USER.eq(user))
                        .and(SecurityTables.FACTOR_SECRET.eq(secret))
                        .and(SecurityTables.FACTOR_LAST_STEP.lt(step))
                        .execute()
                == 1;
    }

    static void confirm(DSLContext sql, long user, LocalDateTime now) {
        sql.update(SecurityTables.FACTORS)
                .set(SecurityTables.FACTOR_CONFIRMED_AT, now)
                .where(SecurityTables.FACTOR_USER.eq(user))
                .execute();
    }

    /** False if there was none. */
    static boolean delete(DSLContext sql, long user) {
        sql.deleteFrom(SecurityTables.RECOVERY_CODES)
                .where(SecurityTables.RECOVERY_USER.eq(user))
                .execute();
        return sql.deleteFrom(SecurityTables.FACTORS)
                        .where(SecurityTables.FACTOR_USER.eq(user))
                        .execute()
                > 0;
    }

    static void replaceCodes(DSLContext sql, long user, Collection<String> codes) {
        sql.deleteFrom(SecurityTables.RECOVERY_CODES)
                .where(SecurityTables.RECOVERY_USER.eq(user))
                .execute();
        codes.forEach(code -> sql.insertInto(SecurityTables.RECOVERY_CODES)
                .set(SecurityTables.RECOVERY_USER, user)
                .set(SecurityTables.RECOVERY_HASH, hash(code))
                .execute());
    }

    /** Uses a recovery code up; false if it is none. */
    static boolean useCode(DSLContext sql, long user, String code) {
        return sql.deleteFrom(SecurityTables.RECOVERY_CODES)
                        .where(SecurityTables.RECOVERY_USER.eq(user))
                        .and(SecurityTables.RECOVERY_HASH.eq(hash(code)))
                        .execute()
                == 1;
    }

    static int codes(DSLContext sql, long user) {
        return sql.fetchCount(SecurityTables.RECOVERY_CODES, SecurityTables.RECOVERY_USER.eq(user));
    }

    private static String hash(String code) {
        return Secrets.hash(RecoveryCodes.normal(code));
    }
}
