package org.penglai.crm.security.internal.session;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.security.internal.token.TokenStore;
import org.penglai.crm.security.spi.SignIn;

/** Ends sessions and tokens so that it is felt at once, by open pages too. */
@Component(service = SessionEnds.class)
public final class SessionEnds {
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final LiveUpdates live;

    @Activate
    public SessionEnds(@Reference SessionStore sessions, @Reference TokenStore tokens, @Reference LiveUpdates live) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.live = live;
    }

    /** All sessions of a user. */
    public void all(Transaction transaction, long user) {
        sessions.closeAll(transaction, user);
        transaction.afterCommit(() -> live.publish(new LiveUpdate(SignIn.SESSION_TOPIC, user, "")));
    }

    /** All personal access tokens of a user. */
    public void tokens(Transaction transaction, long user) {
        tokens.deleteAll(transaction, user);
    }

    /** Makes every node ask the database again about a user; about everybody for 0. */
    public void reconsider(long user) {
        sessions.forget(user);
        tokens.forget(user);
        live.publish(new LiveUpdate(SignIn.SESSION_TOPIC, user, ""));
    }
}
