package org.penglai.crm.security.internal.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.spi.Invitations;
import org.penglai.crm.security.spi.Users;

/** Invitations in the database, one a user. */
@Component
public final class StoredInvitations implements Invitations {
    private static final Duration LIFE = Duration.ofDays(7);

    private final Database database;
    private final Transactions transactions;
    private final Journal journal;
    private final Users users;
    private final Accounts accounts;
    private final Clock clock;
    private final Secrets secrets = new Secrets();

    /** @param migrated only there when the table is */
    @Activate
    public StoredInvitations(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Journal journal,
            @Reference Users users,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated) {
        this(database, transactions, journal, users, Clock.systemUTC());
    }

    StoredInvitations(Database database, Transactions transactions, Journal journal, Users users, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.journal = journal;
        this.users = users;
        this.accounts = new Accounts(database);
        this.clock = clock;
    }

    @Override
    public Invitation invite(Caller caller, long userId) {
        Account account = accounts.find(userId)
                .orElseThrow(() -> new NotFound("unknownUser", Localized.of("没有该用户。", "There is no such user.")));
        PasswordRight.check(caller, accounts, account);
        if (!account.isActive()) {
            throw new Conflict(
                    "notActive", Localized.of("该用户已停用，不能邀请。", "The user is not active and cannot be invited."));
        }
        String secret = secrets.next();
        Instant expiresAt = clock.instant().plus(LIFE);
        transactions.run(transaction -> {
            delete(transaction.sql(), SecurityTables.INVITATION_USER.eq(userId));
            transaction
                    .sql()
                    .insertInto(SecurityTables.INVITATIONS)
                    .set(SecurityTables.INVITATION_USER, userId)
                    .set(SecurityTables.INVITATION_HASH, Secrets.hash(secret))
                    .set(SecurityTables.INVITATION_EXPIRES_AT, Timestamps.of(expiresAt))
                    .execute();
            journal.note(new Journal.Entry("session", userId, 0, "invited", caller.userId(), null));
            return null;
        });
        return new Invitation(secret, expiresAt);
    }

    @Override
    public Invited look(String secret) {
        Account account = invited(secret);
        return new Invited(account.username(), account.name());
    }

    @Override
    public Invited accept(String secret, char[] password) {
        Account account = invited(secret);
        transactions.run(transaction -> {
            // Whoever deletes the row has the one use of it; a password that breaks a rule brings it back.
            if (delete(transaction.sql(), good(secret)) == 0) {
                throw bad();
            }
            users.password(account.username(), password);
            journal.note(new Journal.Entry("session", account.id(), 0, "invitationAccepted", account.id(), null));
            return null;
        });
        return new Invited(account.username(), account.name());
    }

    private Account invited(String secret) {
        Optional<Long> user = database.read(sql -> sql.select(SecurityTables.INVITATION_USER)
                .from(SecurityTables.INVITATIONS)
                .where(good(secret))
                .fetchOptional(SecurityTables.INVITATION_USER));
        return user.flatMap(accounts::find).filter(Account::isActive).orElseThrow(StoredInvitations::bad);
    }

    private Condition good(String secret) {
        return SecurityTables.INVITATION_HASH
                .eq(Secrets.hash(secret))
                .and(SecurityTables.INVITATION_EXPIRES_AT.gt(Timestamps.now(clock)));
    }

    private static int delete(DSLContext sql, Condition which) {
        return sql.deleteFrom(SecurityTables.INVITATIONS).where(which).execute();
    }

    private static Unauthenticated bad() {
        return new Unauthenticated(
                "badInvitation",
                Localized.of(
                        "邀请链接无效、已使用或已过期，请联系管理员。",
                        "The link is not valid, was used or has expired; ask an administrator for another."));
    }
}
