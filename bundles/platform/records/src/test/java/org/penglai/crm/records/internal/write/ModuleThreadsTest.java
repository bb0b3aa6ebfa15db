package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penglai.crm.api.error.Unavailable;

@Timeout(30)
class ModuleThreadsTest {
    private static final int THREADS = 8;

    private final ModuleThreads threads = new ModuleThreads(Duration.ofMillis(500));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.stop();
    }

    @Test
    void rulesThatHangHoldUpTheirOwnModuleOnly() {
        hang(THREADS);
        assertThat(catchThrowableOfType(Unavailable.class, () -> threads.call(1, "crm-a", () -> "done"))
                        .code())
                .isEqualTo("hookTimeout");
        assertThat(threads.<String>call(2, "crm-b", () -> "done")).isEqualTo("done");
    }

    @Test
    void theNextVersionOfAModuleIsNotHeldUpByWhatHungInTheLast() {
        hang(THREADS);
        threads.forget(1);
        assertThat(threads.<String>call(1, "crm-a", () -> "done")).isEqualTo("done");
    }

    @Test
    void aRuleThatRunsWhenItsModuleGoesMayEnd() {
        assertThat(threads.<String>call(1, "crm-a", () -> {
                    threads.forget(1);
                    return Thread.currentThread().isInterrupted() ? "interrupted" : "done";
                }))
                .isEqualTo("done");
    }

    /** Rules of module 1 that do not even heed an interrupt. */
    private void hang(int count) {
        for (int i = 0; i < count; i++) {
            catchThrowableOfType(
                    Unavailable.class,
                    () -> threads.call(1, "crm-a", () -> {
                        while (end.getCount() > 0) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        return null;
                    }));
        }
    }
}
