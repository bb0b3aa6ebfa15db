package org.penglai.crm.persistence.internal.database;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;

/** What reads and transactions do between two tries when others were in the way. */
public final class Repetition {
    private Repetition() {}

    /**
     * Waits for a random time that grows with the number of tries, so that those who met do not meet again.
     *
     * @param done tries that were repeated before, from 0
     * @throws Unavailable if the thread is interrupted; it stays marked so
     */
    public static void pause(int done) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10, 40L << (2 * done)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(e);
        }
    }

    public static Unavailable givenUp(Throwable cause) {
        return new Unavailable(
                "databaseBusy",
                Localized.of("其他人正在修改相同的数据，请重试。", "Others are changing the same data; please try again."),
                Duration.ofSeconds(1),
                cause);
    }
}
