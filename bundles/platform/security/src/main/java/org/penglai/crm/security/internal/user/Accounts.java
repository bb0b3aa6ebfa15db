package org.penglai.crm.security.internal.user;

import java.util.List;
import java.util.Optional;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.role.RoleGrants;

/** Reads the table of users. */
public final class Accounts {
    private final Database database;

    public Accounts(Database database) {
        this.database = database;
    }

    /**
     * The user of that name, unless deleted.
     *
     * @param username normalised
     */
    public Optional<Account> find(String username) {
        return database.read(sql -> sql.select(Account.columns())
                .from(SecurityTables.USERS)
                .where(SecurityTables.USERNAME.eq(username))
                .and(SecurityTables.DELETED_AT.isNull())
                .fetchOptional(Account::of));
    }

    /** The user of that id, unless deleted. */
    public Optional<Account> find(long id) {
        return database.read(sql -> sql.select(Account.columns())
                .from(SecurityTables.USERS)
                .where(SecurityTables.ID.eq(id))
                .and(SecurityTables.DELETED_AT.isNull())
                .fetchOptional(Account::of));
    }

    /** Who calls when this user does. */
    public Caller caller(Account account) {
        return account.caller(database.read(sql -> RoleGrants.of(sql, account.id())));
    }

    /** All but deleted ones, by sign-in name. */
    public List<Account> list() {
        return database.read(sql -> sql.select(Account.columns())
                .from(SecurityTables.USERS)
                .where(SecurityTables.DELETED_AT.isNull())
                .orderBy(SecurityTables.USERNAME)
                .fetch(Account::of));
    }

    /** Whether there has ever been a user. */
    public boolean isEmpty() {
        return database.read(sql -> sql.select(SecurityTables.ID)
                .from(SecurityTables.USERS)
                .limit(1)
                .fetch()
                .isEmpty());
    }

    /** The password's hash; empty if the user cannot sign in by password. */
    public Optional<String> credential(long userId) {
        return database.read(sql -> sql.select(SecurityTables.ENCODED)
                .from(SecurityTables.CREDENTIALS)
                .where(SecurityTables.CREDENTIAL_USER.eq(userId))
                .fetchOptional(SecurityTables.ENCODED));
    }
}
