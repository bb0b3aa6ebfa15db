package org.penglai.crm.persistence.internal.unit;

import java.util.List;
import javax.persistence.EntityManagerFactory;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.server.ConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/** Settings that every unit needs to work on the transaction's connection, so that no capability has to know them. */
public final class UnitSession {
    private UnitSession() {}

    /**
     * Logs the unit in and prepares its session.
     *
     * @throws IllegalStateException if the unit's own settings cannot work here
     */
    public static void prepare(EntityManagerFactory factory) {
        ServerSession session = factory.unwrap(ServerSession.class);
        calm(session.getLogin());
        for (ConnectionPool pool : session.getConnectionPools().values()) {
            calm(pool.getLogin());
        }
        List<String> shared = session.getDescriptors().values().stream()
                .filter(descriptor -> !descriptor.isDescriptorTypeAggregate())
                .filter(ClassDescriptor::isSharedIsolation)
                .map(ClassDescriptor::getAlias)
                .toList();
        if (!shared.isEmpty()) {
            throw new IllegalStateException(
                    "entities with a shared cache, set eclipselink.cache.shared.default=false: " + shared);
        }
    }

    /** A failed statement says nothing about the connection, and trying it again in a doomed transaction hangs. */
    private static void calm(Login login) {
        if (login instanceof DatabaseLogin database) {
            database.setConnectionHealthValidatedOnError(false);
            database.setQueryRetryAttemptCount(0);
        }
    }
}
