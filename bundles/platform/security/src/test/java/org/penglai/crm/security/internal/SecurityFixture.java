package org.penglai.crm.security.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.factor.StoredSecondFactors;
import org.penglai.crm.security.internal.password.PasswordCheck;
import org.penglai.crm.security.internal.password.PasswordHashing;
import org.penglai.crm.security.internal.role.ShippedRoles;
import org.penglai.crm.security.internal.session.SessionEnds;
import org.penglai.crm.security.internal.session.SessionStore;
import org.penglai.crm.security.internal.token.TokenStore;
import org.penglai.crm.security.internal.user.LocalUsers;
import org.penglai.crm.security.spi.Users;

/** The pieces of security on a fresh database, with a clock to turn. */
public final class SecurityFixture implements AutoCloseable, LiveUpdates {
    public final TestDatabase database;
    public final MemoryPersonKeys keys = new MemoryPersonKeys();
    public final MovedClock clock = new MovedClock();
    public final MemoryJournal journal = new MemoryJournal();
    public final PasswordHashing hashing = new PasswordHashing();
    public final SessionStore sessions;
    public final TokenStore tokens;
    public final Users users;
    public final SessionEnds ends;
    public final PasswordCheck passwords;
    public final StoredSecondFactors factors;
    public final List<LiveUpdate> told = new ArrayList<>();

    public SecurityFixture(TestDatabase.Kind kind) {
        database = kind.migrated("security", "links");
        new ShippedRoles(database.transactions(), journal, clock).ensure();
        sessions = sessionStore();
        tokens = TokenStore.with(database.database(), database.transactions(), clock);
        users = LocalUsers.with(
                database.database(), database.transactions(), database.ids(), journal, hashing, sessions, this, clock);
        ends = new SessionEnds(sessions, tokens, this);
        passwords = PasswordCheck.with(database.database(), journal, hashing, clock);
        factors = factors(passwords);
    }

    /** Second factors behind another check of passwords. */
    public StoredSecondFactors factors(PasswordCheck behind) {
        return StoredSecondFactors.with(
                database.database(), database.transactions(), journal, behind, ends, keys, clock);
    }

    /** A store with a memory of its own, such as another node has. */
    public SessionStore sessionStore() {
        return SessionStore.with(
                new SessionStore.Life(Duration.ofHours(12), Duration.ofDays(7)),
                database.database(),
                database.transactions(),
                clock);
    }

    /** Sets a user's status the way the record kernel does: past this bundle. */
    public void status(String username, String status) {
        database.transactions().run(transaction -> transaction
                .sql()
                .update(SecurityTables.USERS)
                .set(SecurityTables.STATUS, status)
                .where(SecurityTables.USERNAME.eq(username))
                .execute());
    }

    @Override
    public void publish(LiveUpdate update) {
        told.add(update);
    }

    @Override
    public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        database.close();
    }
}
