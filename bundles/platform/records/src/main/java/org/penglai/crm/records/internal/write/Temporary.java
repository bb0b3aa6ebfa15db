package org.penglai.crm.records.internal.write;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Unavailable;

/**
 * What cannot be written just now, because a module is starting or being replaced, is no fault of the records: long jobs
 * try it again. A rule that fails is one.
 */
public final class Temporary {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 200;

    private Temporary() {}

    /**
     * Does a round of a job, again and again for two minutes while it is temporarily impossible.
     *
     * @throws Unavailable if it still is
     */
    public static <T> T patiently(Supplier<T> round) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return round.get();
            } catch (Unavailable temporary) {
                if (System.nanoTime() - deadline >= 0) {
                    throw temporary;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /**
     * For the end of a round's transaction, so that nothing of it is written and it is not noted as done.
     *
     * @param failures of the round's records; null for those without
     * @throws Unavailable the first that is temporary
     */
    public static void refuse(Collection<CrmException> failures) {
        failures.stream()
                .filter(Objects::nonNull)
                .filter(Temporary::isTemporary)
                .findFirst()
                .ifPresent(temporary -> {
                    throw temporary;
                });
    }

    private static boolean isTemporary(CrmException failure) {
        return failure instanceof Unavailable && !Failures.isOfRule(failure);
    }
}
