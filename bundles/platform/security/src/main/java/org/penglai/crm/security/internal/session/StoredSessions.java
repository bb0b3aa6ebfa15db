package org.penglai.crm.security.internal.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.user.Account;
import org.penglai.crm.security.internal.user.Accounts;
import org.penglai.crm.security.spi.Sessions;

/** Sessions as their users and administrators see them. */
@Component
public final class StoredSessions implements Sessions {
    private static final String RIGHT = "users:signOut";
    private static final int ID_LENGTH = 16;

    private final Transactions transactions;
    private final Journal journal;
    private final SessionStore store;
    private final SessionEnds ends;
    private final Accounts accounts;
    private final ObjectMapper json = new ObjectMapper();

    @Activate
    public StoredSessions(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Journal journal,
            @Reference SessionStore store,
            @Reference SessionEnds ends) {
        this.transactions = transactions;
        this.journal = journal;
        this.store = store;
        this.ends = ends;
        this.accounts = new Accounts(database);
    }

    @Override
    public String id(String secret) {
        return shown(Secrets.hash(secret));
    }

    @Override
    public List<Open> list(Caller caller, long userId) {
        if (userId != caller.userId()) {
            known(userId);
            if (!caller.may(RIGHT)) {
                throw refused();
            }
        }
        return store.of(userId).stream()
                .map(row -> new Open(
                        shown(row.hash()),
                        row.device(),
                        row.address(),
                        row.openedAt(),
                        row.lastSeenAt(),
                        row.expiresAt()))
                .toList();
    }

    @Override
    public boolean end(Caller caller, String id) {
        List<String> meant = store.of(caller.userId()).stream()
                .map(SessionStore.Row::hash)
                .filter(hash -> shown(hash).equals(id))
                .toList();
        return close(caller, meant) > 0;
    }

    @Override
    public int endOthers(Caller caller, String secret) {
        String own = Secrets.hash(secret);
        return close(
                caller,
                store.of(caller.userId()).stream()
                        .map(SessionStore.Row::hash)
                        .filter(hash -> !hash.equals(own))
                        .toList());
    }

    @Override
    public void endAll(Caller caller, long userId, boolean tokens) {
        Account account = known(userId);
        if (!caller.may(RIGHT)
                || !accounts.caller(account).permissions().stream().allMatch(caller::may)) {
            throw refused();
        }
        transactions.run(transaction -> {
            ends.all(transaction, userId);
            if (tokens) {
                ends.tokens(transaction, userId);
            }
            String changes = json.createObjectNode().put("tokens", tokens).toString();
            journal.note(new Journal.Entry("session", userId, 0, "signedOutByOther", caller.userId(), changes));
            return null;
        });
    }

    @Override
    public int endFor(String provider, long userId, String providerSession) {
        if (userId == 0 && providerSession == null) {
            throw new IllegalArgumentException("neither user nor session is named");
        }
        String by = json.createObjectNode().put("by", provider).toString();
        return close(store.of(provider, userId, providerSession), by);
    }

    private int close(Caller caller, List<String> hashes) {
        return close(hashes.stream().collect(Collectors.toMap(hash -> hash, hash -> caller.userId())), null);
    }

    /**
     * @param users by hash of the session
     * @param changes for the audit
     */
    private int close(Map<String, Long> users, String changes) {
        if (users.isEmpty()) {
            return 0;
        }
        return transactions.run(transaction -> {
            int closed = 0;
            for (Map.Entry<String, Long> each : users.entrySet()) {
                if (store.close(transaction, each.getKey())) {
                    closed++;
                    long user = each.getValue();
                    journal.note(new Journal.Entry("session", user, 0, "signedOut", user, changes));
                }
            }
            transaction.afterCommit(() -> Set.copyOf(users.values()).forEach(ends::reconsider));
            return closed;
        });
    }

    private Account known(long userId) {
        return accounts.find(userId)
                .orElseThrow(() -> new NotFound("unknownUser", Localized.of("没有该用户。", "There is no such user.")));
    }

    private static Forbidden refused() {
        return new Forbidden("missingPermission", Localized.of("您没有权限让该用户下线。", "You may not sign this user out."));
    }

    /** Part of a hash of what is stored: tells sessions apart and helps nobody to one. */
    private static String shown(String hash) {
        return Secrets.hash(hash).substring(0, ID_LENGTH);
    }
}
