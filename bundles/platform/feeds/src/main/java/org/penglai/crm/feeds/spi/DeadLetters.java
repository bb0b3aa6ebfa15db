package org.penglai.crm.feeds.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Changes that an event handler or a webhook was given up on. Safe for any thread. */
@ProviderType
public interface DeadLetters {
    /** The oldest ones. */
    List<Letter> list(int limit);

    /** The oldest ones of one reader. */
    List<Letter> list(String reader, int limit);

    /** How many there are. */
    long count();

    /**
     * Delivers it once more, now and out of turn; it is gone if that works.
     *
     * @return why it did not work; null if it did
     * @throws org.penglai.crm.api.error.NotFound if there is no such letter, or its reader is not here
     */
    String sendAgain(long id);

    /** Drops it; false if there is none. */
    boolean drop(long id);

    /** @param reader as {@code crm:outbox} names it */
    record Letter(
            long id,
            String reader,
            long position,
            String type,
            long recordId,
            String operation,
            int attempts,
            Instant givenUpAt,
            String reason) {}
}
