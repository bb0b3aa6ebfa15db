package org.penglai.crm.persistence.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One gate a persistence unit. A write takes a permit of every unit it may touch before it opens a connection; while a
 * unit's code is being swapped its gate is closed and writes wait. A gate is open as long as the unit's
 * EntityManagerFactory service and all hold-backs allow it. A unit that never had one is closed; a schema without a
 * unit, written with jOOQ alone, needs no gate and must not be asked for. Safe for any thread.
 */
@ProviderType
public interface Gates {
    /**
     * Takes permits of all units, in a fixed order, without waiting.
     *
     * @return the permit, or null if one of the gates is closed
     */
    Permit tryEnter(Collection<String> units);

    /**
     * Takes permits of all units and waits for closed gates; holds the calling thread, so use it on job threads only.
     *
     * @throws org.penglai.crm.api.error.Unavailable after the given time
     */
    Permit enter(Collection<String> units, Duration atMost);

    /**
     * Runs the action once, soon after one of these gates opened; an already open set counts as opened. Runs on a thread
     * of persistence and must be short: typically it tries to enter again. When more than 10,000 actions wait, the oldest
     * runs early.
     */
    void onceOpen(Collection<String> units, Runnable action);

    /**
     * Holds a unit's gate closed from now on and waits until the writes inside have left.
     *
     * @param reason who holds it, for the operator
     * @return a handle that lets go; closing it twice is harmless
     */
    Hold hold(String unit, String reason, Duration drainAtMost);

    /** Units whose gate is open. */
    Set<String> open();

    /** Permission to write; close it when the write is over. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /** A gate held closed. */
    interface Hold extends AutoCloseable {
        /** Whether all writes had left within the time. */
        boolean drained();

        @Override
        void close();
    }
}
