package org.penglai.crm.security.internal.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.security.internal.role.RolesType;
import org.penglai.crm.security.internal.session.SessionStore;
import org.penglai.crm.security.internal.token.TokenStore;
import org.penglai.crm.security.spi.SignIn;

/**
 * Makes changes of users and roles felt at once: who is disabled or deleted is out, other rights hold from the next
 * request on, and open pages hear of it. Other nodes notice when what they recognised runs out, after a second.
 */
@Component
public final class AccountChanges implements JournalListener {
    private static final String CREATED = "created";
    private static final Set<String> DECISIVE = Set.of(UsersType.STATUS, UsersType.ROLES, UsersType.ADMINISTRATOR);

    private final Database database;
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final LiveUpdates live;
    private final ObjectMapper json = new ObjectMapper();

    @Activate
    public AccountChanges(
            @Reference Database database,
            @Reference SessionStore sessions,
            @Reference TokenStore tokens,
            @Reference LiveUpdates live) {
        this.database = database;
        this.sessions = sessions;
        this.tokens = tokens;
        this.live = live;
    }

    @Override
    public void appended(Transaction transaction, List<Journal.Entry> entries) {
        boolean decisive = false;
        for (Journal.Entry entry : entries) {
            if (entry.type().equals(UsersType.TYPE) && !entry.operation().equals(CREATED)) {
                decisive |= userChanged(transaction, entry);
            } else if (entry.type().equals(RolesType.TYPE) && !entry.operation().equals(CREATED)) {
                transaction.afterCommit(() -> tell(0));
            }
        }
        if (decisive) {
            LastAdministrator.check(transaction.sql(), database.dialect());
        }
    }

    /** Whether somebody may be out, or hold other rights, by that. */
    private boolean userChanged(Transaction transaction, Journal.Entry entry) {
        long user = entry.recordId();
        JsonNode changes = read(entry.changes());
        JsonNode status = changes.path(UsersType.STATUS).path(1);
        boolean deleted = entry.operation().equals("deleted");
        if (deleted || status.isTextual() && !status.asText().equals(UsersType.ACTIVE)) {
            sessions.closeAll(transaction, user);
        }
        transaction.afterCommit(() -> tell(user));
        return deleted || DECISIVE.stream().anyMatch(changes::has);
    }

    /** @param user 0 for everybody */
    private void tell(long user) {
        sessions.forget(user);
        tokens.forget(user);
        live.publish(new LiveUpdate(SignIn.SESSION_TOPIC, user, ""));
    }

    private JsonNode read(String changes) {
        try {
            return changes == null ? json.createObjectNode() : json.readTree(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the kernel writes JSON", e);
        }
    }
}
