package org.penglai.crm.security.internal.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.InstanceIdentity;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.factor.StoredSecondFactors;
import org.penglai.crm.security.internal.password.PasswordCheck;
import org.penglai.crm.security.internal.token.TokenStore;
import org.penglai.crm.security.internal.user.Account;
import org.penglai.crm.security.internal.user.Accounts;
import org.penglai.crm.security.internal.user.FirstAdministrator;
import org.penglai.crm.security.spi.SignIn;
import org.penglai.crm.security.spi.Users;

/** Signing in by name, password and, where there is one, second factor. */
@Component
public final class LocalSignIn implements SignIn {
    private static final String AREA = "session";

    private final Transactions transactions;
    private final Journal journal;
    private final PasswordCheck passwords;
    private final StoredSecondFactors factors;
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final InstanceIdentity instance;
    private final Users users;
    private final Accounts accounts;
    private final ObjectMapper json = new ObjectMapper();

    /** @param administrator so that nobody is asked to sign in before somebody can */
    @Activate
    public LocalSignIn(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Journal journal,
            @Reference PasswordCheck passwords,
            @Reference StoredSecondFactors factors,
            @Reference SessionStore sessions,
            @Reference TokenStore tokens,
            @Reference InstanceIdentity instance,
            @Reference Users users,
            @Reference FirstAdministrator administrator) {
        this(database, transactions, journal, passwords, factors, sessions, tokens, instance, users);
    }

    LocalSignIn(
            Database database,
            Transactions transactions,
            Journal journal,
            PasswordCheck passwords,
            StoredSecondFactors factors,
            SessionStore sessions,
            TokenStore tokens,
            InstanceIdentity instance,
            Users users) {
        this.transactions = transactions;
        this.journal = journal;
        this.passwords = passwords;
        this.factors = factors;
        this.sessions = sessions;
        this.tokens = tokens;
        this.instance = instance;
        this.users = users;
        this.accounts = new Accounts(database);
    }

    @Override
    public Opened open(Attempt attempt) {
        Account account = passwords.signIn(attempt.username(), attempt.password(), attempt.address());
        List<String> recoveryCodes = factors.pass(account, attempt.code());
        return new Opened(open(account, attempt.address(), attempt.device(), null), recoveryCodes);
    }

    @Override
    public Session openFor(Recognised person, String address, String device) {
        Account account =
                accounts.find(person.userId()).filter(Account::isActive).orElseThrow(LocalSignIn::disabled);
        return open(account, address, device, person);
    }

    @Override
    public Optional<Session> session(String secret) {
        return sessions.find(Secrets.hash(secret))
                .map(found -> new Session(secret, found.csrfToken(), found.caller(), found.expiresAt()));
    }

    @Override
    public Optional<Caller> token(String secret) {
        return tokens.find(Secrets.hash(secret));
    }

    @Override
    public Session changePassword(Caller caller, char[] current, char[] next, String address, String device) {
        passwords.confirm(caller, current, "currentPassword", address);
        users.password(caller.username(), next);
        return open(accounts.find(caller.userId()).orElseThrow(LocalSignIn::disabled), address, device, null);
    }

    @Override
    public void close(String secret) {
        String hash = Secrets.hash(secret);
        Optional<RecognisedSession> known = sessions.find(hash);
        transactions.run(transaction -> {
            if (sessions.close(transaction, hash) && known.isPresent()) {
                journal.note(entry("signedOut", known.get().caller().userId(), null, null));
            }
            return null;
        });
    }

    @Override
    public String instanceId() {
        return instance.id();
    }

    /** @param by null for a password that is known here */
    private Session open(Account account, String address, String device, Recognised by) {
        String secret = transactions.run(transaction -> {
            journal.note(entry("signedIn", account.id(), address, by == null ? null : by.provider()));
            return sessions.create(transaction, account, address, device, by);
        });
        return session(secret).orElseThrow(LocalSignIn::disabled);
    }

    private static Unauthenticated disabled() {
        return new Unauthenticated("badCredentials", Localized.of("账号已停用。", "The account has just been disabled."));
    }

    /** Never tells what was typed as a name: people type passwords there. */
    private Journal.Entry entry(String operation, long userId, String address, String by) {
        ObjectNode changes = json.createObjectNode();
        if (address != null) {
            changes.put("address", address);
        }
        if (by != null) {
            changes.put("by", by);
        }
        return new Journal.Entry(AREA, userId, 0, operation, userId, changes.isEmpty() ? null : changes.toString());
    }
}
