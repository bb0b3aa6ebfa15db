package org.penglai.crm.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.penglai.crm.rest.internal.problem.Refusal;

/** A sender that drips is let go; one that was parked, or whose body is worked on meanwhile, is not. */
class PatienceTest {
    private final AtomicLong clock = new AtomicLong(-5_000);
    private final Patience patience = new Patience(Duration.ofSeconds(10), 500, clock::get);

    @Test
    void aByteASecondIsTooSlowAfterTheGrace() {
        assertThatCode(() -> drip(10, 1, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> drip(1, 1, 1)).isInstanceOf(Refusal.class).hasMessageContaining("tooSlow");
    }

    @Test
    void aSlowLineThatKeepsComingIsWaitedFor() {
        assertThatCode(() -> drip(600, 1, 501)).doesNotThrowAnyException();
    }

    @Test
    void timeBetweenReadsIsNotTheSendersAndTheEndOfABodyIsNeverTooSlow() {
        clock.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThatCode(() -> {
                    drip(3, 1, 1);
                    clock.addAndGet(Duration.ofSeconds(60).toNanos());
                    drip(1, 20, -1);
                })
                .doesNotThrowAnyException();
    }

    private void drip(int times, int seconds, int bytes) {
        for (int time = 0; time < times; time++) {
            patience.waiting();
            clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
            patience.received(bytes);
        }
    }
}
