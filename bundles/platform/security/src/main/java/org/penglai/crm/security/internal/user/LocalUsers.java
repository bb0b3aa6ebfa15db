package org.penglai.crm.security.internal.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.internal.password.PasswordHashing;
import org.penglai.crm.security.internal.password.PasswordRule;
import org.penglai.crm.security.internal.role.RoleGrants;
import org.penglai.crm.security.internal.role.RoleMenu;
import org.penglai.crm.security.internal.role.RoleNames;
import org.penglai.crm.security.internal.role.ShippedRole;
import org.penglai.crm.security.internal.role.ShippedRoles;
import org.penglai.crm.security.internal.session.SessionStore;
import org.penglai.crm.security.spi.SignIn;
import org.penglai.crm.security.spi.Users;

/** Users of this installation's own database. */
@Component
public final class LocalUsers implements Users {
    private static final int NAME_LENGTH = 100;

    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Journal journal;
    private final PasswordHashing hashing;
    private final SessionStore sessions;
    private final LiveUpdates live;
    private final Accounts accounts;
    private final Clock clock;
    private final PasswordRule rule = new PasswordRule();
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param migrated only there when the tables are
     * @param roles so that users can be given them
     */
    @Activate
    public LocalUsers(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Journal journal,
            @Reference PasswordHashing hashing,
            @Reference SessionStore sessions,
            @Reference LiveUpdates live,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated,
            @Reference ShippedRoles roles) {
        this(database, transactions, ids, journal, hashing, sessions, live, Clock.systemUTC());
    }

    private LocalUsers(
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            PasswordHashing hashing,
            SessionStore sessions,
            LiveUpdates live,
            Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.journal = journal;
        this.hashing = hashing;
        this.sessions = sessions;
        this.live = live;
        this.clock = clock;
        this.accounts = new Accounts(database);
    }

    /** Without a container. */
    public static LocalUsers with(
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            PasswordHashing hashing,
            SessionStore sessions,
            LiveUpdates live,
            Clock clock) {
        return new LocalUsers(database, transactions, ids, journal, hashing, sessions, live, clock);
    }

    @Override
    public User add(String username, String displayName, char[] password, boolean administrator) {
        return add(
                username,
                displayName,
                password,
                List.of((administrator ? ShippedRole.ADMIN : ShippedRole.MEMBER).code()));
    }

    @Override
    public User add(String username, String displayName, char[] password, Collection<String> roles) {
        String normal = Usernames.normalise(username);
        String name = displayName == null || displayName.isBlank() ? normal : displayName.strip();
        check(normal, name, password);
        if (accounts.find(normal).isPresent()) {
            throw taken();
        }
        List<Long> roleIds = roles(roles);
        boolean administrator = roles.contains(ShippedRole.ADMIN.code());
        String encoded = hashing.encode(password);
        NewUserRow row = new NewUserRow(ids.next(), normal, name, administrator);
        try {
            transactions.run(transaction -> {
                LocalDateTime now = Timestamps.now(clock);
                row.insert(transaction.sql(), now);
                insertCredential(transaction.sql(), row.id(), encoded, now);
                RoleGrants.insert(transaction.sql(), row.id(), roleIds);
                journal.append(
                        transaction,
                        List.of(new Journal.Entry(UsersType.TYPE, row.id(), 1, "created", 0, text(row.changes()))));
                return null;
            });
        } catch (IntegrityConstraintViolationException somebodyWasFaster) {
            throw taken();
        }
        return new User(row.id(), normal, name, UsersType.ACTIVE, administrator);
    }

    @Override
    public void password(String username, char[] password) {
        password(accounts.find(Usernames.normalise(username)).orElseThrow(LocalUsers::unknown), password, 0);
    }

    @Override
    public void password(Caller caller, long userId, char[] password) {
        Account account = accounts.find(userId).orElseThrow(LocalUsers::unknown);
        PasswordRight.check(caller, accounts, account);
        password(account, password, caller.userId());
    }

    private void password(Account account, char[] password, long by) {
        rule.objection(account.username(), password).ifPresent(objection -> {
            throw new Invalid(objection);
        });
        String encoded = hashing.encode(password);
        transactions.run(transaction -> {
            LocalDateTime now = Timestamps.now(clock);
            int updated = transaction
                    .sql()
                    .update(SecurityTables.CREDENTIALS)
                    .set(SecurityTables.ENCODED, encoded)
                    .set(SecurityTables.CHANGED_AT, now)
                    .where(SecurityTables.CREDENTIAL_USER.eq(account.id()))
                    .execute();
            if (updated == 0) {
                insertCredential(transaction.sql(), account.id(), encoded, now);
            }
            sessions.closeAll(transaction, account.id());
            transaction.afterCommit(() -> live.publish(new LiveUpdate(SignIn.SESSION_TOPIC, account.id(), "")));
            journal.note(new Journal.Entry("session", account.id(), 0, "passwordChanged", by, null));
            return null;
        });
    }

    @Override
    public List<User> list() {
        return accounts.list().stream().map(Account::user).toList();
    }

    @Override
    public Optional<Caller> caller(String username) {
        return accounts.find(Usernames.normalise(username))
                .filter(Account::isActive)
                .map(accounts::caller);
    }

    @Override
    public Profile profile(long userId) {
        return database.read(sql -> {
            List<String> roles = List.copyOf(RoleGrants.of(sql, userId).codes());
            List<Localized> names = RoleNames.heldBy(sql, userId);
            RoleMenu start = RoleMenu.of(sql, userId);
            return sql.select(
                            SecurityTables.DEPARTMENT_ID,
                            SecurityTables.DEPARTMENT_NAME,
                            SecurityTables.EMAIL,
                            SecurityTables.PHONE)
                    .from(SecurityTables.USERS)
                    .leftJoin(SecurityTables.DEPARTMENTS)
                    .on(SecurityTables.DEPARTMENT_ID.eq(SecurityTables.USER_DEPARTMENT))
                    .where(SecurityTables.ID.eq(userId))
                    .fetchOptional(row -> new Profile(
                            roles,
                            names,
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            row.value4(),
                            start.home(),
                            start.menu()))
                    .orElse(new Profile(roles, names, null, null, null, null, start.home(), start.menu()));
        });
    }

    private List<Long> roles(Collection<String> codes) {
        Map<String, Long> found = database.read(sql -> RoleGrants.ids(sql, codes));
        List<Violation> violations = new ArrayList<>();
        codes.stream()
                .filter(code -> !found.containsKey(code))
                .forEach(code -> violations.add(
                        Violation.of("roles", "unknownRole", "没有角色 " + code + "。", "There is no role " + code + ".")));
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        return codes.stream().distinct().map(found::get).toList();
    }

    private void check(String username, String name, char[] password) {
        List<Violation> violations = new ArrayList<>();
        Usernames.objection(username).ifPresent(violations::add);
        rule.objection(username, password).ifPresent(violations::add);
        if (name.length() > NAME_LENGTH) {
            violations.add(
                    Violation.of(UsersType.NAME, "tooLong", "姓名最多 100 个字符。", "A name has at most 100 characters."));
        }
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }

    private static void insertCredential(DSLContext sql, long userId, String encoded, LocalDateTime now) {
        sql.insertInto(SecurityTables.CREDENTIALS)
                .set(SecurityTables.CREDENTIAL_USER, userId)
                .set(SecurityTables.ENCODED, encoded)
                .set(SecurityTables.CHANGED_AT, now)
                .execute();
    }

    private String text(Map<String, Object> changes) {
        try {
            return json.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }

    private static NotFound unknown() {
        return new NotFound("unknownUser", Localized.of("没有该用户。", "There is no such user."));
    }

    private static Conflict taken() {
        return new Conflict(
                "duplicate",
                Localized.of("该用户名已被使用。", "This username is taken."),
                List.of(Violation.of(UsersType.USERNAME, "duplicate", "该用户名已被使用。", "This username is taken.")));
    }
}
