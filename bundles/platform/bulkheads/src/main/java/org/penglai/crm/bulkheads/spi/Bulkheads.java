package org.penglai.crm.bulkheads.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.bulkheads.internal.Limits;
import org.penglai.crm.bulkheads.internal.ThreadBulkheads;

/**
 * The one place where the code of capabilities runs: on threads of its own bundle, so many at a time, under a time limit,
 * counted. Who hangs or fails again and again is fenced, so that it holds up nobody but those who need it. Safe for any
 * thread.
 */
@ProviderType
public interface Bulkheads {
    /**
     * Where there is no container: every kind of code has the same time.
     *
     * @param limit how long a call may take
     */
    static Bulkheads alone(Duration limit) {
        return new ThreadBulkheads(Limits.alike(limit));
    }

    /**
     * Runs the code on a thread of its bundle and waits for it.
     *
     * @throws ExecutionException with what the code threw
     * @throws Fenced if it took too long or was not begun
     * @throws InterruptedException if the calling thread was interrupted; the code is, too
     */
    <T> T call(Part part, Callable<T> code) throws ExecutionException, InterruptedException;

    /**
     * Runs the code on the calling thread, which the caller can spare for as long as it takes, and counts it.
     *
     * @throws Exception what the code threw
     */
    <T> T here(Part part, Callable<T> code) throws Exception;

    /** The bundle's code goes: what runs may end, but what never does is not in the way of what comes after it. */
    void forget(long bundle);

    /** Whether the bundle is a capability and no part of the platform. */
    boolean isCapability(long bundle);

    /** Says that a bundle does what it must not, until it goes or {@link #settle} takes it back. */
    void report(long bundle, String key, Localized trouble);

    /** Takes a report back. */
    void settle(long bundle, String key);

    /** What keeps a part of these bundles from working, or is reported of them. */
    Optional<Localized> trouble(Set<Long> bundles);

    /** What bundles have cost, by name and kind. */
    List<Cost> costs();
}
