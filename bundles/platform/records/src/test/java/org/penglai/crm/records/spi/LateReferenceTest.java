package org.penglai.crm.records.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** A service that is asked for late is had once, however many ask for it at the same time, and never given back. */
class LateReferenceTest {
    private static final int THREADS = 16;

    private final Counted service = new Counted();
    private final LateReference<String> late = new LateReference<>(service);

    @Test
    void isNotAskedForBeforeItIsNeeded() {
        assertThat(service.had).hasValue(0);
    }

    @Test
    void isHadOnceByAll() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<String>> found = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(late::get))
                    .toList();
            for (Future<String> each : found) {
                assertThat(each.get()).isEqualTo("here");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(service.had).hasValue(1);
        assertThat(service.givenBack).hasValue(0);
    }

    @Test
    void isAskedForAgainWhereItWasNotThere() {
        service.name = null;
        assertThat(late.get()).isNull();
        service.name = "here";
        assertThat(late.get()).isEqualTo("here");
    }

    @Test
    void knowsWhichServiceItStandsFor() {
        assertThat(late.isTo(service)).isTrue();
        assertThat(late.isTo(new Counted())).isFalse();
    }

    private static final class Counted implements ComponentServiceObjects<String> {
        private final AtomicInteger had = new AtomicInteger();
        private final AtomicInteger givenBack = new AtomicInteger();
        private volatile String name = "here";

        @Override
        public String getService() {
            had.incrementAndGet();
            return name;
        }

        @Override
        public void ungetService(String service) {
            givenBack.incrementAndGet();
        }

        @Override
        public ServiceReference<String> getServiceReference() {
            throw new UnsupportedOperationException();
        }
    }
}
