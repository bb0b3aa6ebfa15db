package org.penglai.crm.api.events;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does something after changes of records, of any capability: keeps figures, tells another system. Register it as an OSGi
 * service. It gets every matching change in order, on one node at a time, on a thread of the platform; while the service
 * is away, changes wait. A name that was never there before begins with what is committed after its service came, at the
 * latest when its module is said to run.
 *
 * <p><b>At least once</b>: after a crash a change may come again. What must happen once only is made so by the write: keep
 * {@link RecordEvent#position()} or the record's version in a field with a key, or compare before writing.
 *
 * <p>A failure, or taking more than 30 seconds, gives the change again after 1, 2, 4 ... seconds, later ones wait; after
 * eight attempts it is put aside as a dead letter ({@code crm:outbox --letters}), which an operator can send again, and the
 * next one follows.
 */
@ConsumerType
public interface EventHandler {
    /** Unique and lasting, with the vendor's or capability's name: {@code acmeLoyalty.points}; at most 80 characters. */
    String name();

    /** Record types whose changes are wanted, of any capability. */
    Set<String> types();

    /** Operations that are wanted; empty for all. */
    default Set<String> operations() {
        return Set.of();
    }

    /**
     * Handles one change. May use {@link org.penglai.crm.api.records.Records}.
     *
     * @throws InterruptedException when the time is over or the platform is going
     */
    void handle(RecordEvent event) throws InterruptedException;
}
