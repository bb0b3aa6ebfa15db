package org.penglai.crm.bulkheads.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.bulkheads.spi.Sources;

/** What one capability adds to an answer never keeps what the others add from it. */
class SourcesTest {
    private final Bulkheads bulkheads = Bulkheads.alone(Duration.ofMillis(200));
    private final Sources<Supplier<List<String>>> sources = new Sources<>(bulkheads);

    @Test
    @Timeout(30)
    void whoHangsOrFailsIsMissingAndNamed() {
        CountDownLatch never = new CountDownLatch(1);
        sources.add(() -> List.of("one", "two"), 1);
        sources.add(new Hanging(never), 2);
        sources.add(
                () -> {
                    throw new IllegalStateException("broken");
                },
                3);
        assertThat(sources.ask(Supplier::get)).containsExactly("one", "two");
        assertThat(bulkheads.costs())
                .filteredOn(cost -> cost.timeouts() > 0)
                .singleElement()
                .satisfies(cost -> assertThat(cost.kind()).isEqualTo(Part.Kind.SOURCE));
        assertThat(bulkheads.costs()).filteredOn(cost -> cost.failures() > 0).hasSize(1);
        never.countDown();
    }

    @Test
    @Timeout(30)
    void whoHangsAgainAndAgainIsNotAskedForAWhile() {
        CountDownLatch never = new CountDownLatch(1);
        sources.add(new Hanging(never), 2);
        for (int i = 0; i < 4; i++) {
            assertThat(sources.ask(Supplier::get)).isEmpty();
        }
        assertThat(bulkheads.costs()).singleElement().satisfies(cost -> {
            assertThat(cost.timeouts()).isEqualTo(3);
            assertThat(cost.refused()).isEqualTo(1);
        });
        never.countDown();
    }

    @Test
    void whoIsGoneIsNotAsked() {
        Supplier<List<String>> source = () -> List.of("one");
        sources.add(source, 1);
        sources.remove(source);
        assertThat(sources.ask(Supplier::get)).isEmpty();
    }

    private record Hanging(CountDownLatch never) implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            boolean hangs = true;
            while (hangs) {
                try {
                    never.await();
                    hangs = false;
                } catch (InterruptedException e) {
                    hangs = never.getCount() > 0;
                }
            }
            return List.of();
        }
    }
}
