package org.penglai.crm.bulkheads.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.penglai.crm.bulkheads.spi.Bulkheads;

class OwnThreadsTest {
    private static final long BUNDLE = 7;

    @Test
    void aThreadBelongsToWhoseCodeIsOnItsStack() throws Exception {
        CountDownLatch started = new CountDownLatch(500);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Thread thread = new Thread(() -> block(started, end));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        started.await();
        Map<String, Integer> counts = OwnThreads.count(
                threads.stream().map(Thread::getStackTrace).toList(),
                type -> type.equals(OwnThreadsTest.class.getName()) ? "tests" : null);
        end.countDown();
        assertThat(counts).isEqualTo(Map.of("tests", 500));
    }

    private static void block(CountDownLatch started, CountDownLatch end) {
        started.countDown();
        try {
            end.await();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoeverHasTooManyIsNamedUntilTheyEnd() {
        Bulkheads bulkheads = Bulkheads.alone(Duration.ofSeconds(1));
        OwnThreads.judge(bulkheads, BUNDLE, OwnThreads.MOST);
        assertThat(bulkheads.trouble(Set.of(BUNDLE))).isEmpty();
        OwnThreads.judge(bulkheads, BUNDLE, 500);
        assertThat(bulkheads.trouble(Set.of(BUNDLE)).orElseThrow().en()).contains("500 threads");
        OwnThreads.judge(bulkheads, BUNDLE, 3);
        assertThat(bulkheads.trouble(Set.of(BUNDLE))).isEmpty();
    }
}
