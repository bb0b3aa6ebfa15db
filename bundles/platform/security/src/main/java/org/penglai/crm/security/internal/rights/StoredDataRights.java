package org.penglai.crm.security.internal.rights;

import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.security.internal.Permissions;
import org.penglai.crm.security.internal.RecognisedCallers;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.role.HeldRoles;
import org.penglai.crm.security.internal.role.RoleNames;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;

/** Rights as the tables have them, kept for a few seconds. */
@Component(service = {DataRights.class, JournalListener.class})
public final class StoredDataRights implements DataRights, JournalListener {
    private static final Set<String> DECISIVE = Set.of("users", "roles", "departments", "teams");
    private static final String ACTIVE = "active";

    private final Database database;
    private final RecognisedCallers<UserRights> known;

    /**
     * @param migrated only there when the tables are
     * @param links the kernel's tables, among them that of links
     */
    @Activate
    public StoredDataRights(
            @Reference Database database,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource links) {
        this(database, Clock.systemUTC());
    }

    /** Without a container. */
    public StoredDataRights(Database database, Clock clock) {
        this.database = database;
        this.known = new RecognisedCallers<>(clock, UserRights::userId);
    }

    @Override
    public UserRights of(long userId) {
        return known.get(Long.toString(userId), () -> Optional.of(database.read(sql -> read(sql, userId))))
                .orElseThrow();
    }

    /** Anybody's place in the firm may decide on what others see. */
    @Override
    public void appended(Transaction transaction, List<Journal.Entry> entries) {
        if (entries.stream().anyMatch(entry -> DECISIVE.contains(entry.type()))) {
            transaction.afterCommit(() -> known.dropUser(0));
        }
    }

    private static UserRights read(DSLContext sql, long userId) {
        Record user = sql.select(
                        SecurityTables.STATUS,
                        SecurityTables.ADMINISTRATOR,
                        SecurityTables.USER_DEPARTMENT,
                        SecurityTables.DELETED_AT)
                .from(SecurityTables.USERS)
                .where(SecurityTables.ID.eq(userId))
                .fetchOne();
        if (user == null
                || user.get(SecurityTables.DELETED_AT) != null
                || !ACTIVE.equals(user.get(SecurityTables.STATUS))) {
            return new UserRights(userId, false, List.of(), Map.of());
        }
        List<RoleRights> roles = roles(sql, userId);
        boolean administrator = user.get(SecurityTables.ADMINISTRATOR)
                || roles.stream().anyMatch(role -> role.permissions().contains("*"));
        if (administrator) {
            return new UserRights(userId, true, roles, Map.of());
        }
        Set<DataScope> scopes = EnumSet.of(DataScope.OWN);
        roles.forEach(role -> scopes.addAll(role.scopes().values()));
        Long department = user.get(SecurityTables.USER_DEPARTMENT);
        return new UserRights(userId, false, roles, new PeopleRows(sql, userId, department).within(scopes));
    }

    private static List<RoleRights> roles(DSLContext sql, long userId) {
        Map<String, RoleRights> roles = new LinkedHashMap<>();
        HeldRoles.of(
                        sql.select(
                                SecurityTables.ROLE_CODE,
                                SecurityTables.ROLE_NAME,
                                SecurityTables.ROLE_ENGLISH_NAME,
                                SecurityTables.ROLE_PERMISSIONS,
                                SecurityTables.ROLE_SCOPES,
                                SecurityTables.ROLE_FIELDS),
                        userId)
                .orderBy(SecurityTables.ROLE_ID)
                .forEach(row -> roles.put(
                        row.value1(),
                        new RoleRights(
                                row.value1(),
                                RoleNames.of(row.value2(), row.value3()),
                                Permissions.parse(row.value4()),
                                RightsText.scopes(row.value5()),
                                RightsText.fields(row.value6()))));
        return List.copyOf(roles.values());
    }
}
