package org.penglai.crm.security.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Tables and columns of the schema {@code security}. */
public final class SecurityTables {
    /** Record table of the type {@code users}. */
    public static final Table<Record> USERS = table(unquotedName("crm_user"));

    public static final Field<Long> ID = column("crm_user.id", SQLDataType.BIGINT);
    public static final Field<String> USERNAME = column("crm_user.username", SQLDataType.VARCHAR);
    public static final Field<String> NAME = column("crm_user.name", SQLDataType.VARCHAR);
    public static final Field<String> STATUS = column("crm_user.status", SQLDataType.VARCHAR);
    public static final Field<String> LOCALE = column("crm_user.locale", SQLDataType.VARCHAR);
    public static final Field<String> TIME_ZONE = column("crm_user.time_zone", SQLDataType.VARCHAR);
    public static final Field<Boolean> ADMINISTRATOR = column("crm_user.administrator", SQLDataType.BOOLEAN);
    public static final Field<String> EMAIL = column("crm_user.email", SQLDataType.VARCHAR);
    public static final Field<String> PHONE = column("crm_user.phone", SQLDataType.VARCHAR);
    public static final Field<Long> USER_DEPARTMENT = column("crm_user.department_id", SQLDataType.BIGINT);
    public static final Field<Long> USER_MANAGER = column("crm_user.manager_id", SQLDataType.BIGINT);
    public static final Field<LocalDateTime> DELETED_AT = column("crm_user.deleted_at", SQLDataType.LOCALDATETIME);

    /** Passwords. */
    public static final Table<Record> CREDENTIALS = table(unquotedName("crm_credential"));

    public static final Field<Long> CREDENTIAL_USER = column("crm_credential.user_id", SQLDataType.BIGINT);
    public static final Field<String> ENCODED = column("crm_credential.encoded", SQLDataType.VARCHAR);
    public static final Field<LocalDateTime> CHANGED_AT =
            column("crm_credential.changed_at", SQLDataType.LOCALDATETIME);

    /** Sessions of the console. */
    public static final Table<Record> SESSIONS = table(unquotedName("crm_session"));

    public static final Field<String> SESSION_HASH = column("crm_session.hash", SQLDataType.VARCHAR);
    public static final Field<Long> SESSION_USER = column("crm_session.user_id", SQLDataType.BIGINT);
    public static final Field<String> SESSION_PROVIDER = column("crm_session.provider", SQLDataType.VARCHAR);
    public static final Field<String> PROVIDER_SESSION = column("crm_session.provider_session", SQLDataType.VARCHAR);
    public static final Field<String> CSRF_TOKEN = column("crm_session.csrf_token", SQLDataType.VARCHAR);
    public static final Field<LocalDateTime> SESSION_CREATED_AT =
            column("crm_session.created_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> LAST_SEEN_AT =
            column("crm_session.last_seen_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> SESSION_EXPIRES_AT =
            column("crm_session.expires_at", SQLDataType.LOCALDATETIME);
    public static final Field<String> DEVICE = column("crm_session.device", SQLDataType.VARCHAR);
    public static final Field<String> ADDRESS = column("crm_session.address", SQLDataType.VARCHAR);

    /** Personal access tokens. */
    public static final Table<Record> TOKENS = table(unquotedName("crm_token"));

    public static final Field<Long> TOKEN_ID = column("crm_token.id", SQLDataType.BIGINT);
    public static final Field<String> TOKEN_HASH = column("crm_token.hash", SQLDataType.VARCHAR);
    public static final Field<Long> TOKEN_USER = column("crm_token.user_id", SQLDataType.BIGINT);
    public static final Field<String> TOKEN_NAME = column("crm_token.name", SQLDataType.VARCHAR);
    public static final Field<String> SCOPE = column("crm_token.scope", SQLDataType.CLOB);
    public static final Field<LocalDateTime> TOKEN_CREATED_AT =
            column("crm_token.created_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> TOKEN_EXPIRES_AT =
            column("crm_token.expires_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> LAST_USED_AT = column("crm_token.last_used_at", SQLDataType.LOCALDATETIME);

    /** Record table of the type {@code roles}. */
    public static final Table<Record> ROLES = table(unquotedName("crm_role"));

    public static final Field<Long> ROLE_ID = column("crm_role.id", SQLDataType.BIGINT);
    public static final Field<Long> ROLE_VERSION = column("crm_role.version", SQLDataType.BIGINT);
    public static final Field<String> ROLE_CODE = column("crm_role.code", SQLDataType.VARCHAR);
    public static final Field<String> ROLE_NAME = column("crm_role.name", SQLDataType.VARCHAR);
    public static final Field<String> ROLE_ENGLISH_NAME = column("crm_role.english_name", SQLDataType.VARCHAR);
    public static final Field<String> ROLE_PERMISSIONS = column("crm_role.permissions", SQLDataType.CLOB);
    public static final Field<String> ROLE_SCOPES = column("crm_role.scopes", SQLDataType.CLOB);
    public static final Field<String> ROLE_FIELDS = column("crm_role.field_rights", SQLDataType.CLOB);
    public static final Field<LocalDateTime> ROLE_DELETED_AT = column("crm_role.deleted_at", SQLDataType.LOCALDATETIME);

    public static final Field<Boolean> ROLE_SECOND_FACTOR = column("crm_role.second_factor", SQLDataType.BOOLEAN);

    public static final Field<String> ROLE_HOME = column("crm_role.home_page", SQLDataType.VARCHAR);
    public static final Field<String> ROLE_MENU = column("crm_role.menu", SQLDataType.CLOB);

    /** Second factors of sign-in. */
    public static final Table<Record> FACTORS = table(unquotedName("crm_second_factor"));

    public static final Field<Long> FACTOR_USER = column("crm_second_factor.user_id", SQLDataType.BIGINT);
    public static final Field<String> FACTOR_SECRET = column("crm_second_factor.secret", SQLDataType.VARCHAR);
    public static final Field<LocalDateTime> FACTOR_CREATED_AT =
            column("crm_second_factor.created_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> FACTOR_CONFIRMED_AT =
            column("crm_second_factor.confirmed_at", SQLDataType.LOCALDATETIME);
    public static final Field<Long> FACTOR_LAST_STEP = column("crm_second_factor.last_step", SQLDataType.BIGINT);

    /** What lets in without the app. */
    public static final Table<Record> RECOVERY_CODES = table(unquotedName("crm_recovery_code"));

    public static final Field<Long> RECOVERY_USER = column("crm_recovery_code.user_id", SQLDataType.BIGINT);
    public static final Field<String> RECOVERY_HASH = column("crm_recovery_code.hash", SQLDataType.VARCHAR);

    /** Links between records, kept by the record kernel; among them the roles of users. */
    public static final Table<Record> LINKS = table(unquotedName("crm_record_link"));

    public static final Field<String> LINK_TYPE = column("crm_record_link.type_name", SQLDataType.VARCHAR);
    public static final Field<Long> LINK_RECORD = column("crm_record_link.record_id", SQLDataType.BIGINT);
    public static final Field<String> LINK_FIELD = column("crm_record_link.field_name", SQLDataType.VARCHAR);
    public static final Field<String> LINK_TARGET_TYPE = column("crm_record_link.target_type", SQLDataType.VARCHAR);
    public static final Field<Long> LINK_TARGET = column("crm_record_link.target_id", SQLDataType.BIGINT);
    public static final Field<Integer> LINK_POSITION = column("crm_record_link.position", SQLDataType.INTEGER);

    /** Record table of the type {@code departments}. */
    public static final Table<Record> DEPARTMENTS = table(unquotedName("crm_department"));

    public static final Field<Long> DEPARTMENT_ID = column("crm_department.id", SQLDataType.BIGINT);
    public static final Field<Long> DEPARTMENT_PARENT = column("crm_department.parent_id", SQLDataType.BIGINT);
    public static final Field<String> DEPARTMENT_NAME = column("crm_department.name", SQLDataType.VARCHAR);

    /** Record table of the type {@code teams}. */
    public static final Table<Record> TEAMS = table(unquotedName("crm_team"));

    public static final Field<Long> TEAM_ID = column("crm_team.id", SQLDataType.BIGINT);
    public static final Field<Long> TEAM_LEAD = column("crm_team.lead_id", SQLDataType.BIGINT);
    public static final Field<LocalDateTime> TEAM_DELETED_AT = column("crm_team.deleted_at", SQLDataType.LOCALDATETIME);

    /** Who may choose a password by a link. */
    public static final Table<Record> INVITATIONS = table(unquotedName("crm_invitation"));

    public static final Field<Long> INVITATION_USER = column("crm_invitation.user_id", SQLDataType.BIGINT);
    public static final Field<String> INVITATION_HASH = column("crm_invitation.hash", SQLDataType.VARCHAR);
    public static final Field<LocalDateTime> INVITATION_EXPIRES_AT =
            column("crm_invitation.expires_at", SQLDataType.LOCALDATETIME);

    /** What users' pages remember. */
    public static final Table<Record> PREFERENCES = table(unquotedName("crm_preference"));

    public static final Field<Long> PREFERENCE_USER = column("crm_preference.user_id", SQLDataType.BIGINT);
    public static final Field<String> PREFERENCE_NAME = column("crm_preference.name", SQLDataType.VARCHAR);
    public static final Field<String> PREFERENCE_CONTENT = column("crm_preference.content", SQLDataType.CLOB);
    public static final Field<LocalDateTime> PREFERENCE_UPDATED_AT =
            column("crm_preference.updated_at", SQLDataType.LOCALDATETIME);

    /** Who this installation is. */
    public static final Table<Record> INSTANCE = table(unquotedName("crm_instance"));

    public static final Field<Integer> SLOT = column("slot", SQLDataType.INTEGER);
    public static final Field<String> INSTANCE_ID = column("instance_id", SQLDataType.VARCHAR);

    private SecurityTables() {}

    private static <T> Field<T> column(String name, DataType<T> type) {
        return field(unquotedName(name.split("\\.")), type);
    }
}
